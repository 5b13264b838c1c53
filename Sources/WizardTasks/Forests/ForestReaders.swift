import Connectors
import Directory
import Foundation
import LDAPClient

/// Makes the reader of a forest, as the configuration or the command line say.
struct ForestReaders {
    let folder: WorkspaceFolder
    let surroundings: Surroundings

    /// The reader of a forest that is configured, with what its imports leave out.
    func reader(_ forest: ForestConfiguration) throws(TaskError) -> any ForestReader {
        try reader(of: forest.source, forest.importFilter, excluded: forest.excludedDomains)
    }

    /// The reader of a source that may not be configured yet: nothing is left out, unless it is said.
    ///
    /// `excluded` are the domains of a file that are not read; a server knows them itself.
    func reader(
        of source: ForestConfiguration.Source,
        _ filter: ImportFilter = ImportFilter(),
        excluded: [String] = []
    ) throws(TaskError) -> any ForestReader {
        switch source {
        case .file(let path):
            var forest = LDIFForest(path: folder.resolve(path))
            forest.filter = filter
            forest.domains = DomainServers(excluded: excluded)
            return forest
        case .server(let server):
            let first = try endpoint(server.url, server)
            var listed = [first]
            for url in server.others { listed.append(try endpoint(url, server)) }
            var domains: [String: LDAPEndpoint] = [:]
            for (name, url) in server.domainServers { domains[name] = try endpoint(url, server) }
            var forest = LDAPForest(
                servers: LDAPServerList(
                    listed,
                    discovery: server.discoveryDomain.map { ServerDiscovery(domain: $0, like: first) }
                ),
                domains: DomainServers(named: domains, excluded: server.excludedDomains),
                credentials: try credentials(server, first.url),
                retry: surroundings.retry
            )
            forest.filter = filter
            return forest
        }
    }

    /// One of the forest's servers: what is said of TLS holds for all of them.
    private func endpoint(_ text: String, _ server: ForestConfiguration.Server) throws(TaskError) -> LDAPEndpoint {
        guard let url = LDAPURL(text) else {
            throw TaskError(
                .configuration,
                "\"\(text)\" is not an LDAP URL. Write ldaps://host, ldap://host:port or ldapi://%2Fpath."
            )
        }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.usesStartTLS = server.startsTLS
        endpoint.certificateAuthorityFile = server.certificateAuthorityFile.map(folder.resolve)
        if let certificate = server.clientCertificate {
            endpoint.clientCertificate = ClientCertificate(
                file: folder.resolve(certificate.file),
                keyFile: folder.resolve(certificate.keyFile)
            )
        }
        endpoint.allowsPlaintextPassword = server.allowsPlaintext
        return endpoint
    }

    private func credentials(_ server: ForestConfiguration.Server, _ url: LDAPURL) throws(TaskError) -> LDAPCredentials
    {
        let secrets = SecretReader(folder: folder, surroundings: surroundings)
        if let certificate = server.clientCertificate {
            try SecretReader.checkPrivate(folder.resolve(certificate.keyFile), "key of the client's certificate")
        }
        if let kerberos = server.kerberos { return .kerberos(try account(kerberos, server.bindName, secrets)) }
        guard let name = server.bindName else {
            return url.scheme == .ldapi || server.clientCertificate != nil ? .external : .anonymous
        }
        guard let password = server.password else {
            throw TaskError(
                .secret,
                "The account \(name) needs a password: give --password-file, or --password-environment."
            )
        }
        return .simple(name: name, password: try secrets.read(password))
    }

    private func account(
        _ kerberos: ForestConfiguration.Kerberos,
        _ principal: String?,
        _ secrets: SecretReader
    ) throws(TaskError) -> KerberosAccount {
        let source: KerberosAccount.Source
        switch kerberos.source {
        case .keytab(let path):
            try SecretReader.checkPrivate(folder.resolve(path), "keytab")
            source = .keytab(folder.resolve(path))
        case .ticketCache(let path):
            try SecretReader.checkPrivate(folder.resolve(path), "ticket cache")
            source = .ticketCache(folder.resolve(path))
        }
        return KerberosAccount(source: source, principal: principal, mechanism: kerberos.mechanism)
    }
}
