import Foundation
import WizardTasks

/// The pages on which a directory is added.
final class DirectoryFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        let pages: [(key: String, title: String, line: String, isNeeded: Bool)] = [
            ("name", "Directory", "The name by which you call the forest.", true),
            ("where", "Where it is", "ldaps://host, ldap://host:port, or the path of an LDIF file.", true),
            ("account", "Account", "Who signs in: a DN or a user principal name. Nothing for nobody.", false),
            ("passwordFile", "Password", "The file with the password; nobody else may read it.", false),
            (
                "caFile", "Certificate authorities", "The authorities to trust, a PEM file. Nothing for the system's.",
                false
            ),
        ]
        for page in pages where given[page.key] == nil {
            if ["account", "caFile"].contains(page.key), !Self.isServer(given) { continue }
            if page.key == "passwordFile", given["account"]?.first?.isEmpty != false { continue }
            let isNeeded = page.isNeeded
            return Question(
                key: page.key,
                title: page.title,
                lines: [page.line],
                kind: .text(preset: "") { isNeeded && $0.isEmpty ? "Something has to be said here." : nil }
            )
        }
        return nil
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        func text(_ key: String) -> String? { given[key]?.first.flatMap { $0.isEmpty ? nil : $0 } }
        let place = text("where") ?? ""
        var source = ForestConfiguration.Source.file(Self.absolute(place))
        if Self.isServer(given) {
            var server = ForestConfiguration.Server(url: place)
            server.bindName = text("account")
            server.password = text("passwordFile").map { .file(Self.absolute($0)) }
            server.certificateAuthorityFile = text("caFile").map(Self.absolute)
            source = .server(server)
        }
        return .settings(try await AddForest(in: workspace).plan(name: text("name") ?? "", source: source).plan)
    }

    private static func isServer(_ given: [String: [String]]) -> Bool {
        given["where"]?.first?.lowercased().hasPrefix("ldap") == true && given["where"]?.first?.contains("://") == true
    }

    private static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
