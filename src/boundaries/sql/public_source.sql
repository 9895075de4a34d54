-- boundaries.public_source
select source_id, title, authority, document, declared_on, illustrative from public_boundary_source()
