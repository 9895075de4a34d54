-- index.tells_outlines
-- whether an officially approved source of boundaries is declared now (R353 art. 14, 18)
select exists (select from public_boundary_source()) as told
