from tenancy.row_access import OF_A_PROGRAMME

TABLES = {"phases_phase": OF_A_PROGRAMME, "phases_theme": OF_A_PROGRAMME}
