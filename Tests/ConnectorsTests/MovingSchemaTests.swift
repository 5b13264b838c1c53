import LDAPClient
import SyncRules
import TestSupport
import Testing
import Directory
import DirectorySchema

@testable import Connectors

/// A schema that changes while it is read: two of its pages would make one that no forest has ever had.
@Suite("A schema that moves")
struct MovingSchemaTests {
    private static let context = "CN=Schema,DC=x"

    /// A server whose schema has another state each time when it is looked at, for as long as `states` says.
    private static func server(_ states: [Int], isActiveDirectory: Bool) throws -> (ScriptedServer, Locked<Int>) {
        let (looks, reads) = (Locked(0), Locked(0))
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            if request.name.isEmpty {
                let name = isActiveDirectory ? "schemaNamingContext" : "subschemaSubentry"
                return [.entry("", [(name, [context])]), .done()]
            }
            if request.attributes.contains("modifyTimestamp") {
                let look = looks.withLock { look in
                    defer { look += 1 }
                    return look
                }
                let state = "\(states[min(look, states.count - 1)])"
                return [.entry(context, [("schemaInfo", [state]), ("modifyTimestamp", [state])]), .done()]
            }
            reads.withLock { $0 += 1 }
            return (isActiveDirectory ? activeDirectory : subschema) + [.done()]
        }
        return (server, reads)
    }

    private static let activeDirectory = [
        ScriptedStep.entry(
            "CN=Name,\(context)",
            [
                ("objectClass", ["attributeSchema"]), ("lDAPDisplayName", ["name"]), ("attributeID", ["1.2.3"]),
                ("attributeSyntax", ["2.5.5.12"]), ("oMSyntax", ["64"]),
            ]
        ),
        .entry(
            "CN=Thing,\(context)",
            [("objectClass", ["classSchema"]), ("lDAPDisplayName", ["thing"]), ("governsID", ["1.2.4"])]
        ),
    ]

    private static let subschema = [
        ScriptedStep.entry(
            context,
            [
                ("attributeTypes", ["( 1.2.3 NAME 'name' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )"]),
                ("objectClasses", ["( 1.2.4 NAME 'thing' MAY name )"]),
            ]
        )
    ]

    private static let cases: [(states: [Int], reads: Int, succeeds: Bool)] = [
        ([1], 1, true), ([1, 2], 2, true), ([1, 2, 3], 2, false), ([1, 2, 1], 2, false),
    ]

    @Test("is read again once, and then it is said", arguments: cases.indices, [true, false])
    func moves(_ index: Int, _ isActiveDirectory: Bool) async throws {
        let (states, reads, succeeds) = Self.cases[index]
        let (server, count) = try Self.server(states, isActiveDirectory: isActiveDirectory)
        let forest = LDAPForest(
            servers: LDAPServerList([LDAPEndpoint(url: try #require(LDAPURL(server.url)))]),
            credentials: .anonymous
        )
        if succeeds {
            let schema = try await forest.readSchema { _ in }
            #expect(schema.snapshot.classes.count == 1 && schema.snapshot.attributes.count == 1)
            // What came after the reading: what came before may be another.
            let state = ASCII.hex("\(states.last ?? 0)".utf8)
            #expect(schema.state?.values["modifytimestamp"] == [state], "\(schema)")
            #expect(try await forest.readState() == schema.state)
        } else {
            let error = await #expect(throws: ConnectorError.self) { _ = try await forest.readSchema { _ in } }
            #expect(error?.code == .schemaMoves)
            #expect(error?.description.contains("changes while it is read") == true, "\(error?.description ?? "")")
        }
        #expect(count.withLock { $0 } == reads)
        #expect(server.connections == (succeeds ? 2 : 1))
    }
}
