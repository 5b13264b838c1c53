import Foundation
import TestSupport
import Testing

/// A folder with a workspace that knows both offline forests, made by the program itself.
struct WorkspaceOnDisk {
    let folder: TemporaryFolder
    let dryad: DryadProgram

    init(environment: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        dryad = DryadProgram(in: folder.url, environment: environment)
        #expect(try dryad.run("init").code == 0)
    }

    /// The path of one of the forests that the project ships as files.
    static func offline(_ name: String) -> String { Fixture.url("Offline/\(name).ldif").path(percentEncoded: false) }

    func addOfflineForests() throws {
        for name in ["contoso", "fabrikam"] {
            let outcome = try dryad.run("forest", "add", "\(name).test", "--ldif", Self.offline("\(name).before"))
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
    }

    /// Everything that the workspace says of itself, and the configuration byte for byte.
    ///
    /// The store's own bytes differ after every opening: SQLite and GRDB leave their marks in its header.
    func contents() throws -> [String] {
        try [String(contentsOf: folder.file("dryad.yaml"), encoding: .utf8)]
            + ["rules list", "forest list", "config show", "tenant show", "sync history", "pending list"].map { line in
                try dryad.run(line.split(separator: " ").map(String.init) + ["-o", "json"]).output
            }
    }
}
