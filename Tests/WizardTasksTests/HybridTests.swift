import Diagnostics
import Directory
import Foundation
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// Exchange hybrid: what the cloud is the master of comes back into the metaverse, and from there to the simulated copies of
/// forests (sync-rules.md section 2, rules 119 to 122 and 148 to 158).
@Suite("What the tenant returns reaches the metaverse and the copies of forests")
struct HybridTests {
    private let fixture: WorkspaceFixture
    private static let person = "ada.andersson@contoso.test"
    private static let legacy = "/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=ada"

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace with one forest, exported, and what was exported read back.
    private func exported(_ change: (LDIFRecord) -> LDIFRecord = { $0 }) async throws -> Workspace {
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  exchangeHybrid: on\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let file = try fixture.write("contoso.test", [.exchange], as: "contoso.test.ldif")
        try extendSchema(of: "contoso.test.ldif")
        try fixture.rewrite("contoso.test.ldif", change)
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(file))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        try await fixture.switchStaging(to: false)
        _ = try await run()
        // What was exported is joined to what it was made of; nothing has to be found for it.
        #expect(try await run().synchronization?.joined == 0)
        return try await fixture.open()
    }

    /// Brings into a forest's schema what Exchange has for values of the cloud, beside the lab's part of it.
    private func extendSchema(of file: String) throws {
        let text = try String(contentsOf: fixture.folder.file(file), encoding: .utf8)
        let base = try #require(text.firstMatch(of: /dn: CN=ms-Exch-Mailbox-Guid,(.*)\n/)).output.1
        let attributes = [
            ("msExchUCVoiceMailSettings", "2.5.5.12", "64", "FALSE"),
            ("msExchSafeSendersHash", "2.5.5.10", "4", "TRUE"),
        ]
        let records = attributes.enumerated().map { place, attribute in
            """
            dn: CN=\(attribute.0),\(base)
            objectClass: top
            objectClass: attributeSchema
            cn: \(attribute.0)
            lDAPDisplayName: \(attribute.0)
            attributeID: 1.3.6.1.4.1.32473.9.\(place)
            attributeSyntax: \(attribute.1)
            oMSyntax: \(attribute.2)
            isSingleValued: \(attribute.3)


            """
        }
        let owner = "mayContain: msExchMailboxGuid\n"
        let more = attributes.map { "mayContain: \($0.0)\n" }.joined()
        try #require(text.contains(owner))
        let extended = text.replacing(owner, with: owner + more)
            .replacing("dn: CN=ms-Exch-Mailbox-Guid,", with: records.joined() + "dn: CN=ms-Exch-Mailbox-Guid,")
        _ = try fixture.folder.write(extended, to: file)
    }

    private func run(_ policy: CyclePolicy = .delta) async throws -> SynchronizationReport {
        var request = CycleRequest()
        request.policy = policy
        let report = try await Synchronize(in: try await fixture.open(), request).run { _ in }
        try #require(report.outcome == "success", "\(report)")
        return report
    }

    private func set(_ attribute: String, _ values: String...) async throws {
        _ = try await SetCloudAttribute(in: try await fixture.open()).run(Self.person, attribute, to: values)
    }

    /// The person's object in the connector space of the forest, and in the metaverse.
    private func person() async throws -> (forest: ConnectorSpaceObject, metaverse: MetaverseObject) {
        let workspace = try await fixture.open()
        let forest = try #require(workspace.configuration.forests.first).connector
        let name = try #require(workspace.store.table.existing("userPrincipalName"))
        let object = try #require(
            try await workspace.store.connectorSpace(of: forest).first { $0.entry.text(name) == Self.person }
        )
        let link = try #require(object.link)
        return (object, try #require(try await workspace.store.metaverseObject(link)))
    }

    private func values(_ attribute: AttributeName, of entry: PackedEntry) async throws -> [String] {
        let table = try await fixture.open().store.table
        guard let number = table.existing(attribute) else { return [] }
        return entry.values(of: number).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Gives the person attributes in the forest.
    private static func having(_ name: String, _ value: String) -> (LDIFRecord) -> LDIFRecord {
        { record in
            guard record.values.contains(where: { $0.bytes == Array(person.utf8) && $0.name == "userPrincipalName" })
            else { return record }
            let value = LDIFRecord.Value(name: AttributeName(name), bytes: Array(value.utf8))
            return LDIFRecord(dn: record.dn, values: record.values + [value])
        }
    }

    @Test("every exported object returns with its cloud anchor, and a cycle more changes nothing")
    func returned() async throws {
        let workspace = try await exported()
        let accepted = try await workspace.store.acceptedAnchors(of: .tenant)
        let classes = try await workspace.store.exportedImages(of: .tenant).count { $0.objectClass != "device" }
        let space = try await workspace.store.connectorSpace(of: .tenant)
        #expect(space.count == classes && classes > 10)
        #expect(
            space.allSatisfy {
                $0.link != nil && accepted.contains(String(decoding: $0.identity.anchor, as: UTF8.self))
            }
        )
        let anchor = try await values("cloudAnchor", of: try await person().metaverse.entry)
        #expect(anchor.count == 1 && anchor.first?.hasPrefix("User_") == true)
        for policy in [CyclePolicy.delta, .initial, .delta] {
            let report = try await run(policy)
            #expect(report.export?.pending == [:] && report.writeBacks == nil, "\(report)")
            #expect(report.synchronization?.projected == 0 && report.synchronization?.joined == 0)
        }
    }

    @Test(
        "an address that Exchange Online gives comes back as an X.500 address of the copy, and from there to the tenant"
    )
    func legacyName() async throws {
        let before = try await exported()
        let file = try fixture.bytes(of: "contoso.test")
        let addresses = try await values("proxyAddresses", of: try await person().forest.entry)
        try await set("cloudLegacyExchangeDN", Self.legacy)
        let first = try await run()
        #expect(first.writeBacks?.map(\.written) == [1], "\(first)")
        #expect(try await values("cloudLegacyExchangeDN", of: try await person().metaverse.entry) == [Self.legacy])
        let second = try await run()
        #expect(second.writeBacks == nil && second.imports.map(\.updated) == [1], "\(second)")
        let now = try await values("proxyAddresses", of: try await person().forest.entry)
        #expect(Set(now) == Set(addresses + ["x500:" + Self.legacy]))
        #expect(second.export?.accepted == 1)
        for policy in [CyclePolicy.delta, .initial] {
            let report = try await run(policy)
            #expect(report.export?.pending == [:] && report.writeBacks == nil, "\(report)")
        }
        #expect(try fixture.bytes(of: "contoso.test") == file)
        #expect(before.configuration.forests.count == 1)
    }

    @Test("a value of the cloud is written, replaced, and emptied when the cloud has it no more")
    func settings() async throws {
        _ = try await exported()
        for values in [["a"], ["a", "b"], []] {
            _ = try await SetCloudAttribute(in: try await fixture.open())
                .run(Self.person, "cloudMSExchUCVoiceMailSettings", to: values)
            let report = try await run()
            #expect(report.writeBacks?.map(\.written) == [1], "\(values): \(report)")
            _ = try await run()
            let forest = try await person().forest.entry
            #expect(try await self.values("msExchUCVoiceMailSettings", of: forest) == values)
            #expect(try await run().writeBacks == nil)
        }
    }

    @Test("what the forest has stays where the cloud has nothing to say")
    func unknown() async throws {
        _ = try await exported(Self.having("msExchUCVoiceMailSettings", "own"))
        #expect(try await run().writeBacks == nil)
        let forest = try await person().forest.entry
        #expect(try await values("msExchUCVoiceMailSettings", of: forest) == ["own"])
    }

    @Test("hashes are written back while the mailbox is in the cloud, and left alone otherwise")
    func mailbox() async throws {
        _ = try await exported()
        try await set("cloudMSExchSafeSendersHash", "AQID")
        #expect(try await run().writeBacks == nil)
        try await set("cloudMSExchRecipientDisplayType", "1073741824")
        #expect(try await run().writeBacks?.map(\.written) == [1])
        _ = try await run()
        let forest = try await person().forest.entry
        #expect(try await values("msExchSafeSendersHash", of: forest) == ["\u{1}\u{2}\u{3}"])
        try await set("cloudMSExchRecipientDisplayType")
        try await set("cloudMSExchSafeSendersHash")
        for _ in 0..<2 { #expect(try await run().writeBacks == nil) }
        #expect(try await values("msExchSafeSendersHash", of: try await person().forest.entry).count == 1)
    }

    @Test("an object that goes from the tenant's reach goes from its connector space")
    func gone() async throws {
        let workspace = try await exported()
        let count = try await workspace.store.connectorSpace(of: .tenant).count
        let dn = try #require(try await fixture.exportedUsers(workspace).first)
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        let records = LDIFReader.read(SourceText(name: "f", text: text)).records.filter { $0.dn != dn }
        _ = try fixture.folder.write(LDIFWriter.write(records), to: "contoso.test.ldif")
        #expect(try await run().export?.pending["delete"] == 1)
        _ = try await run()
        #expect(try await workspace.store.connectorSpace(of: .tenant).count == count - 1)
    }
}
