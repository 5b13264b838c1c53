import Directory
import DirectorySchema
import Foundation
import LDAPClient
import Measuring

/// A forest's schema as its server gives it, beside a stored one.
struct LiveComparison {
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let endpoint: LDAPEndpoint
    private let credentials: (name: String, password: Secret)
    private let base: String
    private let file: URL
    private let start = ContinuousClock.now

    /// Takes URL, name, password file, schema naming context and the file of the stored schema.
    init(_ arguments: ArraySlice<String>) throws {
        let arguments = Array(arguments)
        guard let url = LDAPURL(arguments[0]) else { throw Failure(description: "\(arguments[0]) is no URL") }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.certificateAuthorityFile = ProcessInfo.processInfo.environment["LDAPTLS_CACERT"]
        self.endpoint = endpoint
        let password = try Data(contentsOf: URL(filePath: arguments[2])).filter { $0 != UInt8(ascii: "\n") }
        credentials = (arguments[1], Secret(Array(password)))
        base = arguments[3]
        file = URL(filePath: arguments[4])
    }

    /// Stores the live schema in the form in which a workspace keeps it.
    func save() async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(try await read()).write(to: file)
    }

    /// Says how the live schema differs from the stored one, which is read while the server answers.
    func compare() async throws {
        async let stored = Self.stored(file)
        let live = try await read()
        let diff = SchemaDiff(from: try await stored, to: live)
        print(
            "program=swift attributes=\(live.attributes.count) classes=\(live.classes.count)"
                + " changes=\(diff.changes.count) \(Usage.line(since: start))"
        )
    }

    private func read() async throws -> SchemaSnapshot {
        let connection = try await LDAPConnection.connect(to: endpoint)
        try await connection.bind(.simple(name: credentials.name, password: credentials.password))
        let table = AttributeTable()
        guard var reader = ActiveDirectorySchemaReader(table: table) else { return .empty }
        let request = SearchRequest(
            base: base,
            scope: .subtree,
            filter: ActiveDirectorySchemaReader.filter,
            attributes: ActiveDirectorySchemaReader.attributes,
            pageSize: 1000
        )
        var pages = connection.search(request, table: table).makeAsyncIterator()
        while let page = try await pages.next() {
            for entry in page.entries { reader.add(entry) }
        }
        await connection.close()
        return reader.snapshot()
    }

    @concurrent
    private static func stored(_ file: URL) async throws -> SchemaSnapshot {
        try JSONDecoder().decode(SchemaSnapshot.self, from: try Data(contentsOf: file))
    }
}
