from tenancy.row_access import SHARED

TABLES = {
    "organisations_region": SHARED,
    "organisations_municipality": SHARED,
    "organisations_municipalityregion": SHARED,
    "organisations_partner": SHARED,
    "organisations_system": SHARED,
}
