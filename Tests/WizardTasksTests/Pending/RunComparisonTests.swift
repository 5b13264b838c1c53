import Diagnostics
import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What waited at the ends of two runs")
struct RunComparisonTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// Runs a cycle; gives the number that it has in the history.
    private func cycle() async throws -> Int { try #require(try await fixture.cycle().number) }

    private func compare(_ first: String, _ second: String? = nil) async throws -> PendingComparison {
        try await ComparePending(surroundings: fixture.surroundings, runsOf: fixture.workspaceFolder)
            .run(first, second)
    }

    private func review() async throws -> PendingReview { try await PendingReview.read(try await fixture.open()) }

    /// Writes the file of a forest anew, without the records that a body gives nothing for.
    private func rewrite(_ change: (LDIFRecord) -> LDIFRecord?) throws {
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        let records = LDIFReader.read(SourceText(name: "contoso.test.ldif", text: text)).records
        _ = try fixture.folder.write(LDIFWriter.write(records.compactMap(change)), to: "contoso.test.ldif")
    }

    private static func isAda(_ record: LDIFRecord) -> Bool { record.texts("cn") == ["Ada Andersson"] }

    private func giveAdaTitle(_ title: String) throws {
        try rewrite { record in
            guard Self.isAda(record) else { return record }
            let value = LDIFRecord.Value(name: "title", bytes: Array(title.utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + [value])
        }
    }

    @Test("differ in what was changed between them, and in nothing else; the rule is told")
    func change() async throws {
        _ = try await fixture.ready()
        let first = try await cycle()
        try giveAdaTitle("Chair")
        let second = try await cycle()
        let count = try await review().changes.count
        for (one, other, isForward) in [
            ("run:\(first)", "run:\(second)", true), ("run:\(first)", nil, true),
            ("run:\(second)", "run:\(first)", false),
        ] as [(String, String?, Bool)] {
            let found = try await compare(one, other)
            #expect(found.objects.count == 1 && found.same == count - 1, "\(found)")
            let object = try #require(found.objects.first)
            #expect(object.label == "ada.andersson@contoso.test" && object.objectClass == "user")
            #expect(object.first == "add" && object.second == "add")
            let difference = try #require(object.differences.first)
            #expect(object.differences.count == 1 && difference.attribute == "title")
            #expect(difference.first == [isForward ? "Managing director" : "Chair"])
            #expect(difference.second == [isForward ? "Chair" : "Managing director"])
            #expect(difference.rule == "Out to AAD - User ExchangeOnline")
            #expect(found.first.hasPrefix(isForward ? "run \(first), cycle" : "run \(second), cycle"))
        }
        for (one, other) in [("run:\(second)", nil), ("run:\(first)", "run:\(first)")] as [(String, String?)] {
            let found = try await compare(one, other)
            #expect(found.objects.isEmpty && found.same == count, "\(found)")
        }
        // A whole side says the same.
        let whole = try await compare("run:\(second)", fixture.workspaceFolder.path)
        #expect(whole.objects.isEmpty && whole.same == count)
        #expect(try await compare("run:\(first)", fixture.workspaceFolder.path).objects.count == 1)
    }

    @Test("are told after exports, and objects that have gone by what they were called")
    func exports() async throws {
        _ = try await fixture.ready()
        try await fixture.switchStaging(to: false)
        let empty = try await cycle()
        try await fixture.switchStaging(to: true)
        try giveAdaTitle("Chair")
        let people = try await fixture.exportedUsers(try await fixture.open())
        let gone = try #require(people.first { !$0.contains("Ada Andersson") })
        try rewrite { $0.dn == gone ? nil : $0 }
        let waiting = try await cycle()
        let listed = try await review().changes
        #expect(listed.filter { $0.operation == "delete" }.count == 1 && listed.count > 1)
        try await fixture.switchStaging(to: false)
        let done = try await cycle()
        #expect(try await review().changes.isEmpty)

        let held = try await compare("run:\(empty)", "run:\(waiting)")
        #expect(held.same == 0 && held.objects.allSatisfy { $0.first == nil })
        #expect(Set(held.objects.map(\.label)) == Set(listed.map(\.label)))
        #expect(Set(held.objects.map(\.anchor)) == Set(listed.map(\.anchor)))
        #expect(held.objects.first?.second == "delete")
        let exported = try await compare("run:\(waiting)", "run:\(done)")
        #expect(exported.objects.map(\.first) == held.objects.map(\.second) && exported.same == 0)
        #expect(exported.objects.map(\.label) == held.objects.map(\.label))
        #expect(try await compare("run:\(waiting)").objects == exported.objects)
        #expect(try await compare("run:\(empty)", "run:\(done)").objects.isEmpty)

        // All of it is what was listed then.
        let side = try await PendingSide.read(.run(waiting), in: try await fixture.open())
        let changes = side.changes(of: side.anchors, try await side.images(of: side.anchors))
        #expect(changes.count == listed.count)
        for change in listed {
            let found = try #require(changes[change.anchor])
            #expect(found.operation == change.operation && found.label == change.label)
            #expect(found.values.count == change.values.count)
            for value in change.values {
                let same = try #require(found.values[value.attribute.lowercased()])
                #expect(same.added == value.added && same.removed == value.removed)
            }
        }
    }

    @Test("are whole where an export confirms everything between two looks at the store")
    func confirmedMeanwhile() async throws {
        _ = try await fixture.ready()
        _ = try await cycle()
        let workspace = try await fixture.open()
        let moment = try await workspace.store.momentNow(of: .tenant)
        let waiting = try await PendingAnchors.all(workspace.store)
        try await fixture.switchStaging(to: false)
        _ = try await cycle()
        let left = try await PendingAnchors.all(workspace.store)
        #expect(!waiting.isEmpty && left.isEmpty)
        let anchors = try await PendingAnchors.waiting(at: moment, workspace.store)
        let side = PendingSide(name: "then", content: .images(workspace, moment), anchors: anchors)
        let changes = side.changes(of: anchors, try await side.images(of: anchors))
        #expect(changes.keys.sorted() == waiting.sorted())
        #expect(changes.values.allSatisfy { $0.operation == "add" })
    }

    @Test("say which values an update adds and takes away, and whether others stay")
    func partial() async throws {
        _ = try await fixture.ready()
        try await fixture.switchStaging(to: false)
        let empty = try await cycle()
        try await fixture.switchStaging(to: true)
        var waiting: [Int] = []
        let people = try await fixture.exportedUsers(try await fixture.open()).filter { !$0.contains("Ada Andersson") }
        for gone in people.prefix(2) {
            try rewrite { $0.dn == gone ? nil : $0 }
            waiting.append(try await cycle())
        }
        let listed = try await review().changes.filter { $0.operation == "update" }
        let patterns = ["set": false, "emptied": false, "values added": true, "values removed": true]
        #expect(listed.flatMap(\.values).contains { $0.pattern == "values removed" })

        // What one side alone would update is told as well.
        let found = try await compare("run:\(empty)", "run:\(waiting[1])")
        #expect(found.objects.allSatisfy { $0.first == nil && ($0.second == "update") != $0.differences.isEmpty })
        for change in listed {
            let object = try #require(found.objects.first { $0.anchor == change.anchor })
            #expect(object.differences.count == change.values.count)
            for value in change.values {
                let difference = try #require(object.differences.first { $0.attribute == value.attribute })
                #expect(difference.first == nil && difference.firstRemoved == nil)
                #expect(difference.second == value.added && difference.secondRemoved == value.removed)
                if let keeps = patterns[value.pattern] { #expect(difference.secondKeepsOthers == keeps, "\(value)") }
            }
        }
        // Both take members away, and the later one more of them.
        let later = try await compare("run:\(waiting[0])", "run:\(waiting[1])")
        let members = later.objects.filter { $0.first == "update" && $0.second == "update" }.flatMap(\.differences)
            .filter { $0.attribute == "member" }
        #expect(!members.isEmpty)
        for difference in members {
            let (one, other) = (Set(difference.firstRemoved ?? []), Set(difference.secondRemoved ?? []))
            #expect(one.isStrictSubset(of: other), "\(difference)")
            #expect(difference.firstKeepsOthers == true)
            for name in other { #expect(later.names[name].map { !$0.hasPrefix("CN={") } == true, "\(later.names)") }
        }
    }

    @Test("are told a page at a time as they are told at once, in the order of names or of pseudonyms")
    func pages() async throws {
        _ = try await fixture.ready()
        let first = try await cycle()
        try rewrite { Self.isAda($0) ? nil : $0 }
        let second = try await cycle()
        let found = try await compare("run:\(first)", "run:\(second)")
        let names = found.objects.map { $0.label.lowercased() }
        let alone = found.objects.count { $0.second == nil }
        #expect(Array(names.dropFirst(alone)) == names.dropFirst(alone).sorted() && names.count > 4)

        let redaction = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8))))
        for other in [PendingSource.run(second), .path(fixture.workspaceFolder.path)] {
            var sides = try await PendingSides.read(
                .run(first),
                other,
                runsOf: fixture.workspaceFolder,
                fixture.surroundings
            )
            (sides.size, sides.pastSize) = (2, 3)
            let pages = try await PendingComparisonPages.read(sides, hiding: nil, namesRules: true)
            var whole = pages.head
            var sizes: [Int] = []
            try await pages.each { page in
                sizes.append(page.objects.count)
                whole.add(page)
            }
            #expect(whole.objects == found.objects && whole.same == found.same)
            #expect(sizes.count > 1 && sizes.allSatisfy { (1...2).contains($0) })
            #expect(try await pages.named(whole).names == found.names)
            #expect(pages.summary == PendingComparisonSummary(found) && pages.summary.onlyFirst == alone)
            var beginning = pages.head
            try await pages.each(limit: 3) { beginning.add($0) }
            #expect(beginning.objects == Array(found.objects.prefix(3)))

            let hiding = try await PendingComparisonPages.read(sides, hiding: redaction, namesRules: false)
            var hidden = hiding.head
            try await hiding.each { hidden.add(redaction.redact($0)) }
            #expect(hidden.objects == redaction.redact(found).objects)
            let told = redaction.redact(pages.summary).attributes.map(\.attribute)
            #expect(!told.isEmpty && told.allSatisfy { $0.name.hasPrefix("attr-") })
        }
    }

    @Test("stand without names in no order of names, neither objects nor their attributes")
    func hiddenOrder() throws {
        func side(_ anchor: String) -> PendingSide.Change {
            let values = (0..<8).map { number in
                let name = "attribute\(number)"
                return (
                    name,
                    PendingSide.Value(attribute: name, added: [], removed: ["x"], keepsOthers: false, rule: nil)
                )
            }
            return PendingSide.Change(
                operation: "update",
                objectClass: "user",
                anchor: anchor,
                label: "person \(anchor)",
                values: Dictionary(values) { first, _ in first }
            )
        }
        let changes = Dictionary((0..<8).map { ("\($0)", side("\($0)")) }) { first, _ in first }
        let found = PendingComparison("a", changes, "b", [:])
        #expect(found.objects.count == 8 && found.objects.allSatisfy { $0.differences.count == 8 })
        let redaction = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8))))
        let hidden = redaction.redact(found).objects
        #expect(hidden.map(\.label) == hidden.map(\.label).sorted())
        for object in hidden {
            #expect(object.differences.map(\.attribute) == object.differences.map(\.attribute).sorted())
        }
    }

    @Test("say who was meant by a reference, also of one who has gone; without names they say nothing")
    func references() async throws {
        _ = try await fixture.ready()
        let first = try await cycle()
        let ada = try #require(try await review().changes.first { $0.label == "ada.andersson@contoso.test" })
        try rewrite { Self.isAda($0) ? nil : $0 }
        let second = try await cycle()
        let found = try await compare("run:\(first)", "run:\(second)")
        #expect(found.objects.first { $0.anchor == ada.anchor }?.second == nil)
        let managers = found.objects.flatMap(\.differences).filter { $0.attribute == "manager" }
        #expect(managers.count > 3 && managers.allSatisfy { $0.first == [ada.dn] && $0.second != $0.first })
        #expect(found.names[ada.dn] == ada.label)
        let members = found.objects.flatMap(\.differences).filter { $0.attribute == "member" }
        let names = Set(members.flatMap { ($0.first ?? []) + ($0.second ?? []) })
        #expect(names.count > 3 && names.allSatisfy { found.names[$0].map { !$0.hasPrefix("CN={") } ?? false })

        let redaction = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8))))
        let hidden = redaction.redact(found)
        #expect(hidden.names.isEmpty && hidden.objects.count == found.objects.count && hidden.same == found.same)
        let text = String(decoding: try CanonicalJSON.encode(hidden), as: UTF8.self)
        for word in ["andersson", "contoso", "CN=", "manager", "cycle"] {
            #expect(!text.lowercased().contains(word.lowercased()), "\(word)")
        }
        let read = try CanonicalJSON.decode(PendingComparison.self, from: try CanonicalJSON.encode(found))
        #expect(read.objects == found.objects && read.names.isEmpty)
    }

    @Test("are refused with what can be done where nothing is known of them")
    func refused() async throws {
        let workspace = try await fixture.ready()
        for _ in 0..<3 {
            let number = try await cycle()
            try giveAdaTitle("Chair \(number)")
        }
        func error(_ first: String, _ second: String? = nil) async throws -> TaskError {
            let error = await #expect(throws: TaskError.self) { try await compare(first, second) }
            return try #require(error)
        }
        for name in ["run:", "run:x", "run:-1", "run:0"] { #expect(try await error(name).code == .unknownRun) }
        let unknown = try await error("run:1", "run:99")
        #expect(unknown.code == .unknownRun && unknown.description.contains("There is no run 99"))
        #expect(try await compare("run:1", "run:2").objects.count == 1)

        #expect(try await PruneHistory(in: workspace).run(keeping: 1) == 1)
        #expect(try await error("run:2").code == .unknownRun)
        // It is still in the history, since the next run follows from it.
        let forgotten = try await error("run:1", "run:3")
        #expect(forgotten.code == .forgottenRun, "\(forgotten)")
        #expect(forgotten.description.contains("The earliest run that can be compared is 3."))
        #expect(forgotten.description.contains("`dryad pending export --format csexport`"))
        #expect(try await error("run:1", fixture.workspaceFolder.path).code == .forgottenRun)
        #expect(try await compare("run:3").objects.isEmpty)
    }
}
