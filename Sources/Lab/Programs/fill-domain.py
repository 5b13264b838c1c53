# Gives accounts their passwords and adds objects, straight into the database of a domain controller that does not run.
#
# Arguments: smb.conf, the database's URL. Standard input: the administrator's password, the reader's password, then LDIF:
# passwords never stand in an argument, where everybody could see them.
import sys

from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

settings = LoadParm()
settings.load(sys.argv[1])
database = SamDB(url=sys.argv[2], session_info=system_session(), lp=settings)
administrator = sys.stdin.readline().rstrip("\n")
reader = sys.stdin.readline().rstrip("\n")
database.transaction_start()
database.setpassword("(sAMAccountName=Administrator)", administrator, False, None)
database.newuser("dryad-reader", reader, description="reads the forest for Dryad")
database.transaction_commit()
database.transaction_start()
database.add_ldif(sys.stdin.read())
database.transaction_commit()
