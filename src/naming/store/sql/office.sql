-- naming.office
select county_code, county, bureau, government, filing_receiver, contact from office
