import Connectors
import Directory
import Foundation
import LDAPClient

/// Makes the reader of a forest, as the configuration or the command line say.
struct ForestReaders {
    let folder: WorkspaceFolder
    let surroundings: Surroundings

    func reader(_ source: ForestConfiguration.Source) throws(TaskError) -> any ForestReader {
        switch source {
        case .file(let path): return LDIFForest(path: folder.resolve(path))
        case .server(let server):
            guard let url = LDAPURL(server.url) else {
                throw TaskError(
                    .configuration,
                    "\"\(server.url)\" is not an LDAP URL. Write ldaps://host, ldap://host:port or ldapi://%2Fpath."
                )
            }
            var endpoint = LDAPEndpoint(url: url)
            endpoint.usesStartTLS = server.startsTLS
            endpoint.certificateAuthorityFile = server.certificateAuthorityFile.map(folder.resolve)
            endpoint.allowsPlaintextPassword = server.allowsPlaintext
            return LDAPForest(endpoint: endpoint, credentials: try credentials(server, url))
        }
    }

    private func credentials(_ server: ForestConfiguration.Server, _ url: LDAPURL) throws(TaskError) -> LDAPCredentials
    {
        guard let name = server.bindName else { return url.scheme == .ldapi ? .external : .anonymous }
        guard let password = server.password else {
            throw TaskError(
                .secret,
                "The account \(name) needs a password: give --password-file, or --password-environment."
            )
        }
        let secret = try SecretReader(folder: folder, surroundings: surroundings).read(password)
        return .simple(name: name, password: secret)
    }
}
