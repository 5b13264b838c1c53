import CloudTenant
import Directory
import Foundation
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// Row F3 of the threat model, and what pages show.
@Suite("The pages of the console", .serialized)
struct PageTests {
    static let places = [
        "/", "/tasks", "/tasks/view", "/tasks/customize", "/tasks/directory", "/tasks/filter", "/tasks/group-filter",
        "/tasks/features", "/tasks/devices", "/tasks/refresh", "/tasks/staging", "/tasks/sign-in", "/tasks/federation",
        "/tasks/source-anchor", "/tasks/troubleshoot", "/tasks/synchronize", "/schema", "/schema?verdict=all",
        "/rules", "/objects", "/pending", "/runs", "/tenant",
    ]

    @Test("of what is pending, what must not be missed stands first")
    func pendingWords() {
        #expect(Words.pending([.add: 3, .update: 28, .delete: 2]) == "2 deletions, 28 updates, 3 additions")
    }

    @Test("every page is there, before and after the first run")
    func everywhere() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        for place in Self.places {
            let answer = try await console.get(place, cookie)
            #expect(answer.status == 200, "\(place): \(answer.status) \(answer.body)")
        }
        let unknown = "Nothing has been synchronized yet"
        #expect(try await console.get("/pending", cookie).body.contains(unknown))
        #expect(try await console.get("/", cookie).body.contains("not known, since nothing has been synchronized"))
        try await console.synchronize()
        #expect(try await !console.get("/pending", cookie).body.contains(unknown))
        for place in Self.places {
            let answer = try await console.get(place, cookie)
            #expect(answer.status == 200, "\(place): \(answer.status) \(answer.body)")
            #expect(answer.body.components(separatedBy: "<h1>").count == 2, "\(place) has one heading")
        }
        #expect(
            try await console.get("/objects", cookie).body.contains("Objects in the connector space of contoso.test")
        )
        #expect(try await console.get("/runs", cookie).body.contains("success"))
    }

    @Test("a name of a directory is text wherever it is shown, and in an address it stays in its place")
    func hostileNames() async throws {
        let console = try await ConsoleFixture()
        let hostile = #""><img src=x onerror=alert(1)></script><script>alert(2)</script>' {{{x}}} javascript:alert(3)"#
        try await console.synchronize { record in
            guard record.values.contains(where: { $0.name == "displayName" }) else { return record }
            return record.replacing("displayName", with: hostile)
        }
        let cookie = try await console.enter()
        let list = try await console.get("/objects?text=%22%3E%3CIMG", cookie)
        #expect(list.body.contains("&lt;img src=x onerror=alert(1)&gt;"), "\(list.body)")
        let object = try #require(Self.links(list.body, to: "/objects/object").first)
        var pages = Self.places + [object]
        pages.append("/pending?text=" + "%22%3E%3Cscript%3Ealert(4)%3C%2Fscript%3E")
        pages.append("/rules?text=" + "%22%3E%3Cscript%3Ealert(4)%3C%2Fscript%3E&connector=%3Cb%3E")
        pages.append("/schema?forest=%3Cb%3E&verdict=%3Cb%3E&text=%3Cscript%3E&old=1&new=2")
        pages.append("/tenant?show=%3Cscript%3E&anchor=%3Cscript%3E&object=%3Cscript%3E")
        for place in pages {
            let answer = try await console.get(place, cookie)
            #expect(answer.status == 200, "\(place): \(answer.status)")
            let text = answer.body
            #expect(!text.contains("<img") && !text.contains("<script>") && !text.contains("<b>"), "\(place)")
            #expect(text.components(separatedBy: "<script").count == 2, "the page's own script alone: \(place)")
            for link in Self.links(text, to: "") {
                #expect(link.hasPrefix("/") && !link.hasPrefix("//"), "\(place) leads to \(link)")
            }
        }
        let found = try await console.get(object, cookie)
        #expect(found.body.contains("Attributes side by side") && found.body.contains("metaverse"))
    }

    @Test("only the frame of a page takes markup as it is")
    func unescaped() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Console/Templates")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let count = text.components(separatedBy: "{{{").count - 1 + text.components(separatedBy: "{{&").count - 1
            #expect(count == (file.lastPathComponent == "page.mustache" ? 1 : 0), "\(file.lastPathComponent)")
            #expect(!text.contains(" on") || !text.contains("onclick"), "\(file.lastPathComponent)")
            #expect(!text.contains("style="), "\(file.lastPathComponent)")
        }
    }

    @Test("values of sensitive attributes are on no page, and those of others beside them are")
    func secrets() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let (canary, shown) = ("canary-5e1f", "shown-77aa")
        let reference = try await plant(canary, shown, console)
        let cookie = try await console.enter()
        let object = try await console.get(ObjectPage.path(of: reference).description, cookie)
        // All four columns have both attributes: what is masked is there, and what is not is shown.
        #expect(object.body.components(separatedBy: shown).count == 5, "\(object.body)")
        #expect(object.body.components(separatedBy: SensitiveAttributes.mask).count == 5, "\(object.body)")
        let pending = try await console.get("/pending?operation=update", cookie)
        #expect(pending.body.contains(shown) && pending.body.contains(SensitiveAttributes.mask), "\(pending.body)")
        let list = try await console.get("/objects", cookie)
        let objects = Self.links(list.body, to: "/objects/object")
        #expect(!objects.isEmpty)
        for path in objects + Self.places + [ObjectPage.path(of: reference).description, "/pending?operation=update"] {
            let page = try await console.get(path, cookie)
            #expect(page.status == 200 && !page.body.contains(canary), "\(path)")
        }
    }

    /// Puts a password and a harmless value beside it into the connector space, the metaverse, the next export and the
    /// tenant: no rule would ever have brought the one there, so that the pages themselves are what is looked at.
    private func plant(_ canary: String, _ shown: String, _ console: ConsoleFixture) async throws -> ObjectReference {
        let workspace = try await console.open()
        let store = workspace.store
        let connector = try #require(workspace.configuration.forests.first).connector
        let all = try await store.connectorSpace(of: connector)
        let label = ObjectLabel(store.table)
        let object = try #require(all.first { $0.link != nil && !label.text(of: $0.entry).isEmpty })
        let link = try #require(object.link)
        func planted(_ entry: PackedEntry, _ table: AttributeTable, _ more: String = "") throws -> PackedEntry {
            var packer = EntryPacker()
            packer.begin(dn: entry.dn)
            for number in entry.attributes { for value in entry.values(of: number) { packer.add(number, value) } }
            packer.add(try #require(table.identifier(for: "userPassword")), text: canary + more)
            packer.add(try #require(table.identifier(for: "description")), text: shown + more)
            return packer.finish()
        }
        var changes = ImportChanges()
        changes.updated = [
            ConnectorSpaceObject(
                identity: object.identity,
                objectClass: object.objectClass,
                entry: try planted(object.entry, store.table)
            )
        ]
        try await store.replaceConnectorSpace(of: connector, with: changes)
        let metaverse = try #require(try await store.metaverseObject(link))
        let entry = try planted(metaverse.entry, store.table)
        let image = try #require(try await store.desiredImages(of: .tenant).first { $0.metaverse == link })
        let before = image
        let made = ExportImage(
            connector: .tenant,
            metaverse: link,
            objectClass: image.objectClass,
            anchor: image.anchor,
            entry: try planted(image.entry, store.table)
        )
        let ahead = try await store.exportsAhead(from: .tenant, areDeletions: false, after: nil, limit: 10_000)
        let name = try #require(EntryUUID("10000000-0000-4000-8000-000000000000"))
        _ = try await store.take(ahead.waiting.indices, of: ahead, named: name)
        let outgoing = try await store.unknown(of: .tenant)
        try await store.settle(outgoing.map { .init($0, $0.change.anchor == image.anchor ? .accepted : nil) })
        try await store.synchronize { transaction in
            try transaction.put(MetaverseObject(identifier: link, objectClass: metaverse.objectClass, entry: entry))
            try transaction.put(made, inPlaceOf: before)
        }
        let tenant = try workspace.tenant.store
        var packer = EntryPacker()
        packer.begin(dn: image.entry.dn)
        let there = try planted(packer.finish(), tenant.table)
        try await tenant.write { writing in
            try writing.put(
                TenantObject(
                    id: TenantObjectID(anchor: made.anchor, generation: 0),
                    objectClass: made.objectClass,
                    anchor: made.anchor,
                    entry: there
                ),
                replacing: nil
            )
        }
        return ObjectReference(object.identity)
    }

    @Test("an attribute is sensitive by its name, or by what a cached schema says")
    func sensitive() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let sensitive = try await SensitiveAttributes(of: try await console.open())
        for name: AttributeName in ["userPassword", "UNICODEPWD", "ms-Mcs-AdmPwd", "msLAPS-Password"] {
            #expect(sensitive.contains(name))
        }
        for name: AttributeName in ["displayName", "mail", "userPrincipalName"] { #expect(!sensitive.contains(name)) }
    }

    @Test("tables turn pages: every object once, none twice")
    func pages() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize(users: 130)
        let cookie = try await console.enter()
        for place in ["/pending", "/objects", "/rules"] {
            var seen: [String] = []
            var next: String? = place
            while let path = next {
                let page = try await console.get(path, cookie)
                let rows = page.body.components(separatedBy: "<tr role=\"row\"><th scope=\"row\"").dropFirst().map {
                    $0.components(separatedBy: "</tr>")[0]
                }
                #expect(!rows.isEmpty && rows.count <= Words.page, "\(path)")
                seen += rows
                next = Self.links(page.body, to: place, labelled: "Next").first
                #expect(seen.count < 2_000)
            }
            #expect(seen.count > Words.page && Set(seen).count == seen.count, "\(place): \(seen.count)")
        }
    }

    /// The addresses of links on a page that begin so, unescaped.
    static func links(_ page: String, to beginning: String, labelled label: String? = nil) -> [String] {
        page.components(separatedBy: "<a href=\"").dropFirst().compactMap { part in
            let address = String(part.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            if let label,
                !part.contains("\">\(label)</a>")
                    || !part.hasPrefix(String(part.prefix { $0 != "\"" }) + "\">\(label)<")
            {
                return nil
            }
            return address.hasPrefix(beginning) && address != "#content" ? address : nil
        }
    }
}
