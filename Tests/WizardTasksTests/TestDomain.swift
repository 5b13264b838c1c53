import Directory
import Foundation
import TestSupport
import Testing

@testable import Lab

/// A domain of a forest on a slapd of its own, which can be stopped and come back with what it held.
///
/// Anybody may read it, so that one account does for every domain.
final class TestDomain {
    let blueprint: ForestBlueprint
    private let folder: TemporaryFolder
    private let network = TestNetwork.next()
    private let configuration: String
    private var server: PlainDirectory?

    private static let password = "test-writer"

    var url: String { "ldap://127.77.\(network).10:3389" }

    /// Makes it of records; `schema` are the definitions of the whole forest.
    init(_ blueprint: ForestBlueprint, schema: [LDIFRecord], records: [LDIFRecord]) async throws {
        self.blueprint = blueprint
        folder = try TemporaryFolder()
        let path = { [folder] (name: String) in folder.file(name).path(percentEncoded: false) }
        let builtIn = try await SlapdBuiltIns.read(try Tool("slapd", package: "slapd"), scratch: path("probe"))
        try LabFolder.make(path("db"))
        try LabFolder.write(SlapdSchema(schema, builtIn: builtIn).configuration(), to: path("forest.schema"))
        try LabFolder.write(Self.rootEntry(blueprint), to: path("rootdse.ldif"))
        try LabFolder.write(SlapdSeed(records).text, to: path("seed.ldif"))
        let modules = ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"]
        configuration = """
            modulepath \(modules.first { FileManager.default.fileExists(atPath: $0) } ?? modules[0])
            moduleload back_mdb.la
            include "\(path("forest.schema"))"
            rootDSE "\(path("rootdse.ldif"))"
            sizelimit unlimited

            database mdb
            suffix "\(blueprint.baseDN)"
            rootdn "cn=writer,\(blueprint.baseDN)"
            rootpw \(Self.password)
            directory "\(path("db"))"
            dbnosync
            access to * by * read

            """
        try LabFolder.write(configuration, to: path("slapd.conf"))
        try await Tool("slapadd", package: "slapd").run(
            ["-q", "-f", path("slapd.conf"), "-b", blueprint.baseDN, "-l", path("seed.ldif")],
            to: "fill the domain"
        )
        try start()
    }

    func start() throws { server = try PlainDirectory(configuration, network: network) }

    func stop() { server = nil }

    func delete(_ dn: String) async throws {
        let server = try #require(server)
        _ = try await Tool("ldapdelete", package: "ldap-utils").run(
            ["-x", "-H", server.editorURL, "-D", "cn=writer,\(blueprint.baseDN)", "-w", Self.password, dn],
            to: "delete an entry"
        )
    }

    private static func rootEntry(_ blueprint: ForestBlueprint) -> String {
        let own: Set<AttributeName> = ["namingContexts", "supportedControl", "subschemaSubentry"]
        let values = blueprint.rootDSERecord().values.filter { !own.contains($0.name) }
        return "dn:\nobjectClass: \(SlapdSchema.anything)\n"
            + values.map { LDIFWriter.line($0.name.spelling, $0.bytes) }.joined()
    }
}
