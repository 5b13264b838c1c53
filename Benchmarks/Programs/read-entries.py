#!/usr/bin/python3
"""Reads all entries below a base with python-ldap, page by page, and looks at every value. Prints one line of figures.

    read-entries.py URL BIND-DN PASSWORD-FILE BASE [PAGE-SIZE]

For LDAPS, LDAPTLS_CACERT says which certificate to trust.
"""
import resource
import sys
import time

import ldap
from ldap.controls.libldap import SimplePagedResultsControl


def main(arguments):
    if not 4 <= len(arguments) <= 5:
        sys.exit(__doc__)
    url, dn, password_file, base = arguments[:4]
    size = int(arguments[4]) if len(arguments) == 5 else 1000

    start = time.monotonic()
    with open(password_file, encoding="utf-8") as file:
        password = file.readline().rstrip("\r\n")
    connection = ldap.initialize(url)
    connection.protocol_version = ldap.VERSION3
    connection.set_option(ldap.OPT_REFERRALS, ldap.OPT_OFF)
    connection.simple_bind_s(dn, password)

    entries = attributes = values = size_of_all = checksum = 0
    page = SimplePagedResultsControl(True, size=size, cookie="")
    while True:
        identifier = connection.search_ext(base, ldap.SCOPE_SUBTREE, "(objectClass=*)", serverctrls=[page])
        _, found, _, controls = connection.result3(identifier)
        for name, contents in found:
            if name is None:  # a reference to another server
                continue
            # The same sum as in read-entries.c.
            data = name.encode()
            entries += 1
            size_of_all += len(data)
            if data:
                checksum += data[0] + (data[-1] << 8)
            attributes += len(contents)
            for list_of_values in contents.values():
                values += len(list_of_values)
                for value in list_of_values:
                    size_of_all += len(value)
                    if value:
                        checksum += value[0] + (value[-1] << 8)
        cookies = [c.cookie for c in controls if c.controlType == SimplePagedResultsControl.controlType]
        if not cookies:
            sys.exit("read-entries.py: the server does not page")
        if not cookies[0]:
            break
        page.cookie = cookies[0]
    connection.unbind_s()
    wall = time.monotonic() - start

    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"entries={entries} attributes={attributes} values={values} bytes={size_of_all} checksum={checksum}"
        f" wall={wall:.3f} user={usage.ru_utime:.3f} sys={usage.ru_stime:.3f} maxrss_kb={usage.ru_maxrss}"
    )


main(sys.argv[1:])
