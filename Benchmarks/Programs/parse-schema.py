#!/usr/bin/python3
"""Parses the subschema entry of an LDIF file with python-ldap, again and again. Prints one line of figures.

    parse-schema.py FILE COUNT
"""
import sys
import time

import ldap.schema
import ldif


class Entry(ldif.LDIFParser):
    """The one entry of the file."""

    values = {}

    def handle(self, dn, entry):
        self.values = entry


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    with open(arguments[0], "rb") as file:
        parser = Entry(file)
        parser.parse()
    count = int(arguments[1])
    start = time.process_time()
    for _ in range(count):
        schema = ldap.schema.SubSchema(parser.values)
    each = (time.process_time() - start) / count
    attributes = len(schema.listall(ldap.schema.AttributeType))
    classes = len(schema.listall(ldap.schema.ObjectClass))
    print(f"program=python attributes={attributes} classes={classes} each={each:.7f}")


main(sys.argv[1:])
