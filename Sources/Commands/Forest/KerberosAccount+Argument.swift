public import ArgumentParser
public import LDAPClient

extension KerberosAccount.Mechanism: ExpressibleByArgument {}
