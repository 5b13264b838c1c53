import Directory
import DirectorySchema
import Foundation
import TestSupport
import Testing

@testable import WizardTasks

@Suite("The matrix of a workspace")
struct SchemaMatrixReadingTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func reading(
        _ sources: [(name: String, source: String)] = [],
        _ patterns: [String] = []
    ) async throws -> SchemaMatrixReading {
        var columns: [(name: String, source: SchemaSource)] = []
        for (name, source) in sources { columns.append((name, try SchemaSource(source))) }
        return try await ReadSchemaMatrix(folder: fixture.workspaceFolder, surroundings: fixture.surroundings)
            .run(sources: columns, patterns: patterns.map { NamePattern($0) })
    }

    /// The file of fabrikam.test with other values in the definition of one attribute.
    private func file(_ attribute: String, _ values: [AttributeName: String]) throws -> String {
        let path = try fixture.write("fabrikam.test", [], as: "odd.ldif")
        try fixture.rewrite("odd.ldif") { record in
            guard record.texts("lDAPDisplayName") == [attribute] else { return record }
            return LDIFRecord(
                dn: record.dn,
                values: record.values.map { value in
                    values[value.name].map { .init(name: value.name, bytes: Array($0.utf8)) } ?? value
                }
            )
        }
        return path
    }

    private static let multiple: [AttributeName: String] = ["isSingleValued": "FALSE"]
    private static let single: [AttributeName: String] = ["isSingleValued": "TRUE"]
    private static let integer: [AttributeName: String] = ["attributeSyntax": "2.5.5.9", "oMSyntax": "2"]

    /// What differs, and what is an error: its kind and where it arrives.
    private static let cases:
        [(attribute: String, values: [AttributeName: String], conflict: String?, destinations: [String]?)] = [
            ("proxyAddresses", single, "cardinality", ["mailEnabled", "proxyAddresses"]),
            ("st", multiple, "cardinality", ["st"]), ("telephoneNumber", integer, "syntax", ["telephoneNumber"]),
            // No rule reads them.
            ("accountNameHistory", single, "cardinality", nil), ("adminCount", multiple, "cardinality", nil),
            // An OID has nothing to do with values.
            ("title", ["attributeID": "1.2.3.4"], "oid", nil), ("title", ["rangeUpper": "3"], nil, nil),
        ]

    @Test("a contradiction is an error where rules merge the attribute", arguments: cases.indices)
    func merged(_ index: Int) async throws {
        let (attribute, values, conflict, destinations) = Self.cases[index]
        _ = try await fixture.ready()
        let found = try await reading([("FABRIKAM.test", try file(attribute, values))])
        #expect(found.matrix.forests == ["contoso.test", "fabrikam.test"])
        let rows = found.matrix.rows.filter { $0.verdict != .agree }
        #expect(rows.map(\.name.spelling) == [attribute])
        #expect(rows.flatMap(\.conflicts).map(\.kind.rawValue) == [conflict].compactMap { $0 })
        #expect(found.merged.map { $0.destinations.map(\.spelling) } == [destinations].compactMap { $0 })
        for error in found.merged {
            #expect(error.attribute.spelling == attribute && error.conflict.kind.rawValue == conflict)
            #expect(error.sentence.contains("contoso.test") && error.sentence.contains("In from AD - User Common"))
        }
    }

    @Test("a column that is no forest has no rules: what contradicts in it is shown, and is no error")
    func further() async throws {
        _ = try await fixture.ready()
        let found = try await reading([("other", try file("st", Self.multiple))], ["st", "mai?"])
        #expect(found.matrix.forests == ["contoso.test", "fabrikam.test", "other"])
        #expect(found.matrix.rows.map { "\($0.name) \($0.verdict.rawValue)" } == ["mail agree", "st conflict"])
        #expect(found.merged.isEmpty)
    }

    @Test("a forest that was never read has no column, and is named")
    func unread() async throws {
        _ = try await fixture.ready()
        let path = try fixture.write("third.test", [], as: "third.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "third.test", source: .file(path))
        let found = try await reading()
        #expect(found.matrix.forests == ["contoso.test", "fabrikam.test"] && found.unread == ["third.test"])
        #expect(found.matrix.rows.allSatisfy { $0.verdict == .agree })
        let given = try await reading([("third.test", path)])
        #expect(given.matrix.forests == ["contoso.test", "fabrikam.test", "third.test"] && given.unread.isEmpty)
    }

    @Test("without a workspace the columns are what is given, and none is an error")
    func withoutWorkspace() async throws {
        let path = try fixture.write("contoso.test", [], as: "c.ldif")
        let folder = WorkspaceFolder(path: fixture.folder.file("nothing").path(percentEncoded: false))
        let task = ReadSchemaMatrix(folder: folder, surroundings: fixture.surroundings)
        let source = try SchemaSource(path)
        #expect(try await task.run(sources: [("a", source), ("b", source)]).matrix.forests == ["a", "b"])
        let twice = await #expect(throws: TaskError.self) {
            try await task.run(sources: [("a", source), ("A", source)])
        }
        #expect(twice?.code == .noSchema)
        let none = await #expect(throws: TaskError.self) { try await task.run(sources: []) }
        #expect(none?.code == .noWorkspace && none?.description.contains("--source") == true)
    }
}
