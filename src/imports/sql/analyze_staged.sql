-- imports.analyze_staged
analyze import_row
