-- imports.copy_rows
copy import_row (import_id, row_number, refused, findings, feature_id, name_id, name, pinyin, pinyin_source, specific,
                 generic, search_key, further_names, approving_authority, approved_on, document_number, valid_from,
                 valid_to, day, key, division_code, category, subject, illustrative, attributes, geom, unshifted)
from stdin (format binary)
