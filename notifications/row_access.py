from tenancy.policies import PARTNER, READS_ALL, USER, WRITES_ALL, Reach, Rows
from tenancy.row_access import MUNICIPALITIES, OURS, own

COLLEAGUES = f"SELECT id FROM accounts_user WHERE partner_id = {PARTNER}"

TABLES = {
    "notifications_notification": Rows(
        municipal=own(OURS),
        # A consultant tells the municipalities of their programmes, and reads what they are told.
        central=Reach(
            f"recipient_id = {USER}",
            f"municipality_id = ANY ({MUNICIPALITIES}) OR recipient_id IN ({COLLEAGUES})",
            verbs=("INSERT",),
        ),
        national=WRITES_ALL,
    ),
    "notifications_jobrun": Rows(READS_ALL, READS_ALL, WRITES_ALL, is_shared=True),
}
