"""Files with plans are their programme's, and no municipality's."""

from tenancy.row_access import OF_PARTNERS

TABLES = {"authoring_planimport": OF_PARTNERS}
