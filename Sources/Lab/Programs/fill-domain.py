# Gives accounts their passwords and adds objects, straight into the database of a domain controller that does not run.
#
# Arguments: smb.conf, the database's URL, another service principal name of the controller. Standard input: the administrator's password, the reader's password, then LDIF:
# passwords never stand in an argument, where everybody could see them.
import sys

import ldb
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
# Clients that sign in with tickets ask for one to this name; the service that would add it needs a DNS server.
host = database.domain_dns_name()
controller = database.search(expression="(sAMAccountName=DC1$)", attrs=[])[0]
name = ldb.Message(controller.dn)
name["servicePrincipalName"] = ldb.MessageElement(
    ["ldap/dc1." + host, sys.argv[3]], ldb.FLAG_MOD_ADD, "servicePrincipalName"
)
database.modify(name)
database.transaction_commit()
database.transaction_start()
database.add_ldif(sys.stdin.read())
database.transaction_commit()
