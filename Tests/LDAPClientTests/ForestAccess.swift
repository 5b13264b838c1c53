import Directory
import Foundation
import Lab
import LDAPClient
import TestSupport

/// The suite's forest as the client addresses it.
struct ForestAccess {
    let test: TestForest

    init() throws { test = try TestForest.current }

    var forest: LabForest { test.forest }

    func endpoint(_ url: String? = nil) throws -> LDAPEndpoint {
        guard let url = LDAPURL(url ?? forest.secureURL) else { throw CocoaError(.formatting) }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.certificateAuthorityFile = forest.certificateAuthorityFile
        return endpoint
    }

    var password: Secret {
        get throws {
            let text = try String(contentsOfFile: forest.passwordFile, encoding: .utf8)
            return Secret(Array(text.utf8.prefix { $0 != 0x0A }))
        }
    }

    var credentials: LDAPCredentials { get throws { .simple(name: forest.bindName, password: try password) } }

    func connect() async throws -> LDAPConnection {
        let connection = try await LDAPConnection.connect(to: endpoint())
        try await connection.bind(credentials)
        return connection
    }
}
