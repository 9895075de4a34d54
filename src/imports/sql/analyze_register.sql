-- imports.analyze_register
analyze feature, division, built_up_area, place, street, name
