import Foundation

/// The text of a slapd.conf for a forest of the lab.
struct SlapdConfiguration {
    let folder: String
    let baseDN: String
    let reader: String
    let authority: String

    /// Who the lab itself is: the account that runs it, over the local socket.
    var writer: String { "cn=lab,\(baseDN)" }

    var text: String {
        """
        modulepath \(Self.modules)
        moduleload back_mdb.la
        moduleload syncprov.la
        include "\(folder)/forest.schema"
        rootDSE "\(folder)/rootdse.ldif"
        pidfile "\(folder)/slapd.pid"
        argsfile "\(folder)/slapd.args"
        TLSCACertificateFile "\(authority)"
        TLSCertificateFile "\(folder)/server.pem"
        TLSCertificateKeyFile "\(folder)/server.key"
        TLSVerifyClient never
        authz-regexp "gidNumber=\(getegid())\\\\+uidNumber=\(geteuid()),cn=peercred,cn=external,cn=auth" "\(writer)"
        sizelimit unlimited
        tool-threads 2

        database config
        access to * by dn.exact="\(writer)" manage by * none

        database mdb
        suffix "\(baseDN)"
        rootdn "\(writer)"
        directory "\(folder)/db"
        maxsize 1073741824
        dbnosync
        index objectClass eq
        index sAMAccountName,cn eq
        index entryCSN,entryUUID eq
        access to attrs=userPassword by anonymous auth by * none
        access to * by dn.exact="\(reader)" read by * none
        overlay syncprov
        syncprov-sessionlog 10000

        """
    }

    private static var modules: String {
        let candidates = ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"]
        return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? "/usr/lib/ldap"
    }
}
