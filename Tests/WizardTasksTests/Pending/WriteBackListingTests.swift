import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What waits to be written back, reviewed")
struct WriteBackListingTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func synchronized() async throws -> Workspace {
        _ = try await fixture.writingBack()
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        return try await fixture.open()
    }

    private func read(_ listing: WriteBackListing) async throws -> [PendingReview] {
        var pages: [PendingReview] = []
        try await listing.each { pages.append($0) }
        return pages
    }

    @Test("who, which attribute, what goes and what comes, of each forest")
    func changes() async throws {
        let workspace = try await synchronized()
        let store = workspace.store
        let listing = try await WriteBackListing.read(workspace)
        #expect(listing.isStaging && listing.forests.map(\.name) == ["contoso.test", "fabrikam.test"])
        let waiting = try await fixture.waiting()
        #expect(listing.forests.map(\.count) == waiting)
        #expect(listing.forests.allSatisfy { Set($0.waiting.keys) == ["user"] && $0.unconfirmed == 0 })
        let changes = try await read(listing).flatMap(\.changes)
        #expect(changes.count == listing.count)
        let number = try #require(store.table.existing("sourceAnchorBinary"))
        for forest in workspace.configuration.forests {
            let objects = try await store.connectorSpace(of: forest.connector)
            let space = Dictionary(objects.map { ($0.entry.dn, $0) }) { first, _ in first }
            for change in changes where change.forest == forest.name {
                let object = try #require(space[change.dn])
                let link = try #require(object.link)
                let metaverse = try #require(try await store.metaverseObject(link))
                let anchor = try #require(metaverse.entry.values(of: number).first)
                #expect(change.operation == "update" && change.objectClass == "user" && change.cause == nil)
                #expect(change.label == ObjectLabel(store.table).text(of: object.entry))
                #expect(change.anchor == ObjectGUID(bytes: object.identity.anchor)?.description)
                #expect(change.attributes == ["mS-DS-ConsistencyGuid"] && change.values.map(\.pattern) == ["set"])
                #expect(change.values.map(\.added) == [[ShownValue.text(Array(anchor))]])
                #expect(change.values.allSatisfy { $0.removed.isEmpty })
            }
        }
    }

    @Test("pages together are what all of it is at once", arguments: [1, 7])
    func pages(_ size: Int) async throws {
        let workspace = try await synchronized()
        let whole = try await read(try await WriteBackListing.read(workspace)).flatMap(\.changes)
        let parts = try await read(try await WriteBackListing.read(workspace, size: size))
        #expect(parts.allSatisfy { $0.changes.count <= size && Set($0.changes.map(\.forest)).count == 1 })
        #expect(parts.flatMap(\.changes) == whole && whole.count > 7)
    }

    @Test("one forest alone can be asked for, also where nothing waits, and one that is not there is refused")
    func forest() async throws {
        let workspace = try await synchronized()
        let one = try await WriteBackListing.read(workspace, forest: "Fabrikam.test")
        #expect(one.forests.map(\.name) == ["fabrikam.test"])
        #expect(Set(try await read(one).flatMap(\.changes).map(\.forest)) == ["fabrikam.test"])
        let error = await #expect(throws: TaskError.self) {
            _ = try await WriteBackListing.read(workspace, forest: "nobody")
        }
        #expect(error?.code == .unknownForest)
        let fabrikam = try #require(workspace.configuration.forests.last)
        _ = try await workspace.store.writeBack(to: fabrikam.connector)
        let empty = try await WriteBackListing.read(workspace, forest: "fabrikam.test")
        #expect(empty.forests.map(\.count) == [0] && empty.forests.map(\.unconfirmed) == one.forests.map(\.count))
        #expect(try await read(empty).isEmpty)
        #expect(try await WriteBackListing.read(workspace).forests.map(\.name) == ["contoso.test"])
    }

    @Test("filters restrict what waits for forests as they do what waits for the tenant")
    func filters() async throws {
        let workspace = try await synchronized()
        let page = try #require(try await read(try await WriteBackListing.read(workspace)).first)
        let first = try #require(page.changes.first)
        func found(_ change: (inout PendingFilter) -> Void) -> [PendingChange] {
            var filter = PendingFilter()
            change(&filter)
            return page.filtered(filter).changes
        }
        #expect(found { $0.operation = "update" } == page.changes)
        #expect(found { $0.attribute = "ms-ds-*" } == page.changes)
        #expect(found { $0.who = first.dn } == [first])
        #expect(found { $0.operation = "delete" }.isEmpty && found { $0.objectClass = "group" }.isEmpty)
        // By the rule that writes it, and by the one that brought what it is made of.
        #expect(found { $0.rule = "out to ad - user immutableid" } == page.changes)
        #expect(found { $0.rule = "in from ad" } == page.changes)
        #expect(found { $0.rule = "out to aad" }.isEmpty)
    }

    @Test("each change says which rules cause it, as the object itself does, and those of one cause are told together")
    func causes() async throws {
        let workspace = try await synchronized()
        for page in try await read(try await WriteBackListing.read(workspace)) {
            // One rule brings the anchor of those who may sign in, another that of the one who may not.
            #expect(page.groups.map(\.count).reduce(0, +) == page.changes.count && page.groups.count == 2)
            for group in page.groups {
                #expect(group.cause == "Out to AD - User ImmutableId" && group.attribute == "mS-DS-ConsistencyGuid")
            }
            let group = try #require(page.groups.first)
            let change = try #require(page.changes.first { group.examples.contains($0.label) })
            let value = try #require(change.values.first)
            #expect(value.rule == "Out to AD - User ImmutableId")
            let view = try await ViewObject(in: workspace).run(change.dn)
            let source = try #require(view.metaverse?.attributes.first { $0.attribute == "sourceAnchorBinary" })
            #expect(value.sourceRule == source.rule && value.sourceRule != nil)
            #expect(value.connector == source.connector && value.connector != nil)
            #expect(group.source == "\(value.sourceRule ?? "") of \(value.connector ?? "")")
        }
    }

    @Test("of values that come together the rule is told that gives what is new; a rule that went away causes nothing")
    func together() async throws {
        _ = try await fixture.hybrid()
        try fixture.writeRule(
            named: "Out to AD - Known address",
            as: "known",
            saying: """
                flows:
                  - to: proxyAddresses
                    expression: '"smtp:" & [mail]'
                    merge: mergeCaseInsensitive
                  - to: secretary
                    from: manager
                """
        )
        let person = "ada.andersson@contoso.test"
        _ = try await SetCloudAttribute(in: try await fixture.open())
            .run(person, "cloudLegacyExchangeDN", to: ["/o=x/cn=ada"])
        try await fixture.switchStaging(to: true)
        _ = try await fixture.cycle()
        let pages = try await read(try await WriteBackListing.read(try await fixture.open()))
        let changes = pages.flatMap(\.changes)
        let own = try #require(changes.first { $0.label == person })
        let address = try #require(own.values.first { $0.attribute == "proxyAddresses" })
        #expect(address.added == ["x500:/o=x/cn=ada"] && address.rule == "Out to AD - User Exchange Hybrid")
        #expect(address.sourceRule == "In from AAD - User Exchange Hybrid" && address.connector == "tenant")
        let references = changes.flatMap(\.values).filter { $0.attribute == "secretary" }
        #expect(references.count > 3 && references.allSatisfy { $0.rule == "Out to AD - Known address" })
        #expect(references.allSatisfy { $0.sourceRule?.hasPrefix("In from AD - User Common") == true })
        #expect(references.allSatisfy { $0.connector == "contoso.test" && $0.added.allSatisfy { $0.contains("DC=") } })
        try FileManager.default.removeItem(atPath: fixture.workspaceFolder.resolve("rules/known.yaml"))
        let after = try await read(try await WriteBackListing.read(try await fixture.open()))
        let groups = after.flatMap(\.groups).filter { $0.attribute == "secretary" }
        #expect(groups.map(\.count) == [references.count] && groups.map(\.cause) == ["no rule writes it any more"])
    }

    @Test("every form has every change, and csexport reads as what it was written from")
    func documents() async throws {
        let workspace = try await synchronized()
        let listing = try await WriteBackListing.read(workspace, forest: "contoso.test")
        let page = try #require(try await read(listing).first)
        let csv = PendingDocument.csv(page)
        #expect(csv.split(separator: "\r\n").count == page.changes.count + 1)
        #expect(csv.contains("written back to contoso.test"))
        let ldif = PendingDocument.ldif(page)
        #expect(ldif.components(separatedBy: "changetype: modify").count == page.changes.count + 1)
        #expect(ldif.contains("add: mS-DS-ConsistencyGuid\nmS-DS-ConsistencyGuid:"))
        let read = try SpaceExport.read(Array(PendingDocument.csexport(page).utf8))
        #expect(read.objects.map(\.dn) == page.changes.map(\.dn))
        for (object, change) in zip(read.objects, page.changes) {
            let values = object.changes.flatMap(\.values).map { ShownValue.text($0.bytes) }
            #expect(values == change.values.flatMap(\.added))
            #expect(object.desired?["mS-DS-ConsistencyGuid"]?.map { ShownValue.text($0) } == values)
            #expect((object.desired?.count ?? 0) > 3)
        }
    }

    @Test("a redacted page tells nothing of names and values")
    func redacted() async throws {
        let workspace = try await synchronized()
        let listing = try await WriteBackListing.read(workspace)
        let redaction = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8))))
        let hidden = try await read(listing).map { redaction.redact($0) }
        var text = hidden.map { PendingDocument.csv($0) + PendingDocument.ldif($0) }.joined()
        text += String(decoding: try CanonicalJSON.encode(hidden.flatMap(\.changes)), as: UTF8.self)
        text += String(decoding: try CanonicalJSON.encode(listing.forests.map { redaction.redact($0) }), as: UTF8.self)
        text += String(decoding: try CanonicalJSON.encode(hidden.flatMap(\.groups)), as: UTF8.self)
        for word in ["andersson", "contoso", "fabrikam", "ConsistencyGuid", "CN=", "0x", "Out to", "In from"] {
            #expect(!text.lowercased().contains(word.lowercased()), "\(word)")
        }
        #expect(hidden.flatMap(\.changes).count == listing.count)
        #expect(Set(hidden.flatMap(\.changes).map(\.forest)).count == 2)
    }

    @Test("values of sensitive attributes are masked, also where a schema alone calls them so")
    func sensitive() {
        let table = AttributeTable(["unicodePwd", "description", "mail"])
        func entry(_ values: [AttributeName: String], dn: String = "") -> PackedEntry {
            var packer = EntryPacker()
            packer.begin(dn: dn)
            for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                if let number = table.existing(name) { packer.add(number, text: value) }
            }
            return packer.finish()
        }
        let wanted = entry(["unicodePwd": "hidden-new", "mail": "new@contoso.test"])
        let object = ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: ConnectorID("c"), partition: "DC=test", anchor: [1, 2]),
            objectClass: "user",
            entry: entry(["unicodePwd": "hidden-old", "description": "kept"], dn: "CN=Ada,DC=test")
        )
        let waiting = WaitingWriteBack(
            number: 1,
            object: object,
            change: WriteBack(values: wanted, attributes: wanted.attributes, merged: [])
        )
        let found = WriteBackDescription(waiting, forest: "f", table: table, hiding: SensitiveAttributes())
        #expect(found.change.anchor == "0102" && found.change.attributes == ["mail", "unicodePwd"])
        #expect(found.change.values.map(\.added) == [["new@contoso.test"], [SensitiveAttributes.mask]])
        #expect(found.change.values.map(\.removed) == [[], [SensitiveAttributes.mask]])
        let names = { (entry: PackedEntry) in Set(entry.attributes.compactMap { table.name(of: $0)?.spelling }) }
        #expect(names(found.before) == ["description"] && names(found.after) == ["description", "mail"])
        #expect(found.after.dn == "CN=Ada,DC=test")
    }
}
