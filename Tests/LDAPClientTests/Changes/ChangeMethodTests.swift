import Directory
import Lab
import TestSupport
import Testing

@testable import LDAPClient

/// How a server can be asked is what it says of itself, and what it shows.
@Suite("Ways to ask for changes", .forest(.slapd))
struct ChangeMethodTests {
    private static let dirSync = "1.2.840.113556.1.4.841"
    private static let sync = "1.3.6.1.4.1.4203.1.9.1.1"

    private static let servers: [(isActiveDirectory: Bool, controls: [String], count: String?, ChangeMethod)] = [
        (true, [dirSync, sync], "7", .dirSync), (true, [sync], "7", .syncRepl), (true, [], "7", .usn),
        (true, [], nil, .none), (true, [], "many", .none), (false, [sync], nil, .syncRepl),
        (false, [dirSync], "7", .none),
        (false, [], "7", .none), (false, [], nil, .none),
    ]

    @Test("the best one is found by what the root entry says", arguments: servers.indices)
    func best(_ index: Int) throws {
        let server = Self.servers[index]
        let table = AttributeTable()
        var packer = EntryPacker()
        packer.begin(dn: "")
        func add(_ name: AttributeName, _ text: String) throws {
            packer.add(try #require(table.identifier(for: name)), text: text)
        }
        if server.isActiveDirectory { try add("supportedCapabilities", "1.2.840.113556.1.4.800") }
        for control in server.controls { try add("supportedControl", control) }
        if let count = server.count { try add("highestCommittedUSN", count) }
        #expect(ChangeMethod.best(for: RootDSE(Entry(packer.finish(), table: table))) == server.3)
    }

    /// slapd keeps an attribute that it knows no order for, and finds nothing by it, without an error.
    @Test("slapd that looks like Active Directory is not believed when it finds nothing by number")
    func lookalike() async throws {
        let access = try ForestAccess()
        let connection = try await access.connect()
        #expect(try await connection.rootDSE().isActiveDirectory)
        let request = SearchRequest(base: access.forest.baseDN, scope: .subtree, attributes: ["cn"])
        var reading = connection.changesByNumber(request, table: AttributeTable()).makeAsyncIterator()
        let error = await #expect(throws: LDAPError.self) { _ = try await reading.next() }
        #expect(error?.code == .notSupported, "\(error?.description ?? "")")
        await connection.close()
    }
}
