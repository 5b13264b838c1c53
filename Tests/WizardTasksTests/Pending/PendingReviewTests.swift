import CloudTenant
import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Pending exports, reviewed")
struct PendingReviewTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func synchronize() async throws { _ = try await Synchronize(in: try await fixture.open()).run { _ in } }

    private func staging(_ isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    /// A workspace whose tenant holds everything, and then a change of each kind.
    private func changed() async throws -> Workspace {
        _ = try await fixture.ready()
        try await staging(false)
        try await synchronize()
        try await staging(true)
        try fixture.rewrite("contoso.test.ldif") { record in
            func with(_ name: AttributeName, _ change: (String) -> String) -> LDIFRecord {
                LDIFRecord(
                    dn: record.dn,
                    values: record.values.map { value in
                        guard value.name == name else { return value }
                        return .init(
                            name: name,
                            bytes: Array(change(String(decoding: value.bytes, as: UTF8.self)).utf8)
                        )
                    }
                )
            }
            if record.texts("cn") == ["Ada Andersson"] { return with("userPrincipalName") { "new." + $0 } }
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            return with("mail") { $0.replacing("@contoso.test", with: "@new.contoso.test") }
        }
        var isMarked = false
        try fixture.rewrite("fabrikam.test.ldif") { record in
            let isPerson = record.texts("objectClass").contains("user") && !record.texts("mail").isEmpty
            guard isPerson, !isMarked else { return record }
            isMarked = true
            return LDIFRecord(
                dn: record.dn,
                values: record.values + [.init(name: "isCriticalSystemObject", bytes: Array("TRUE".utf8))]
            )
        }
        try await synchronize()
        return try await fixture.open()
    }

    @Test("many changes of one cause are told together, deletions and changes of signing in before them")
    func groups() async throws {
        let review = try await PendingReview.read(try await changed())
        let ranks = review.groups.map { PendingReview.rank($0.operation, $0.affectsSignIn) }
        #expect(ranks == ranks.sorted())
        let deletion = try #require(review.groups.first)
        #expect(deletion.operation == "delete" && deletion.cause.contains("isCriticalSystemObject NOTEQUAL TRUE"))
        let name = try #require(review.groups.first { $0.attribute == "userPrincipalName" })
        #expect(name.affectsSignIn && name.count == 1)
        let mail = try #require(review.groups.first { $0.attribute == "mail" })
        #expect(mail.count > 5 && mail.pattern == "@contoso.test → @new.contoso.test")
        #expect(mail.cause == "Out to AAD - User Identity" && mail.source == "In from AD - User Common of contoso.test")
        #expect(review.changes.first?.operation == "delete")
    }

    @Test(
        "filters restrict to what was asked for",
        arguments: [
            ("delete", nil, nil, nil, nil), (nil, "group", nil, nil, nil), (nil, nil, "user*Name", nil, nil),
            (nil, nil, nil, "user common", nil), (nil, nil, nil, nil, "ada"),
        ] as [(String?, String?, String?, String?, String?)]
    )
    func filters(
        _ operation: String?,
        _ objectClass: String?,
        _ attribute: String?,
        _ rule: String?,
        _ who: String?
    ) async throws {
        let whole = try await PendingReview.read(try await changed())
        var filter = PendingFilter()
        (filter.operation, filter.objectClass, filter.attribute) = (operation, objectClass, attribute)
        (filter.rule, filter.who) = (rule, who)
        let found = whole.filtered(filter)
        #expect(!found.changes.isEmpty && found.changes.count < whole.changes.count)
        if let operation { #expect(found.changes.allSatisfy { $0.operation == operation }) }
        if let objectClass { #expect(found.changes.allSatisfy { $0.objectClass == objectClass }) }
        if attribute != nil { #expect(found.changes.allSatisfy { $0.attributes == ["userPrincipalName"] }) }
        if let rule {
            let values = found.changes.filter { $0.operation == "update" }.flatMap(\.values)
            #expect(values.allSatisfy { "\($0.rule ?? "") \($0.sourceRule ?? "")".lowercased().contains(rule) })
        }
    }

    @Test("of an update, the attributes of a rule that was asked for are kept, and no others")
    func rule() async throws {
        _ = try await changed()
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let title = LDIFRecord.Value(name: "title", bytes: Array("Something else".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + [title])
        }
        try await synchronize()
        let whole = try await PendingReview.read(try await fixture.open())
        let updates = whole.changes.filter { $0.operation == "update" }
        let ada = try #require(updates.first { $0.attributes.contains("userPrincipalName") && $0.values.count > 1 })
        let value = try #require(ada.values.first { $0.attribute == "userPrincipalName" })
        var filter = PendingFilter()
        filter.rule = value.sourceRule
        filter.who = ada.anchor
        let kept = ada.values.filter { [$0.rule, $0.sourceRule].contains(value.sourceRule) }.map(\.attribute)
        #expect(kept.count < ada.values.count)
        #expect(whole.filtered(filter).changes.map(\.attributes) == [kept])
        // An attribute and a rule that write different things have nothing in common.
        filter.attribute = ada.attributes.first { !kept.contains($0) }
        #expect(filter.attribute != nil && whole.filtered(filter).changes.isEmpty)
    }

    @Test("changes of one rank stand in the order of names, and in another one where names are hidden")
    func order() async throws {
        let workspace = try await fixture.ready()
        try await synchronize()
        func labels(hidesNames: Bool) async throws -> [String] {
            var labels: [String] = []
            try await PendingPages.read(workspace, hidesNames: hidesNames).each { page in
                labels += page.changes.map { $0.label.lowercased() }
            }
            return labels
        }
        let named = try await labels(hidesNames: false)
        #expect(named.count > 20 && named == named.sorted())
        let hidden = try await labels(hidesNames: true)
        #expect(hidden != named && hidden.sorted() == named)
    }

    @Test("pages together are what all of it is at once", arguments: [1, 7, 500], [false, true])
    func pages(_ size: Int, _ detail: Bool) async throws {
        let workspace = try await changed()
        let whole = PendingReview.make(
            try await ObjectSpaces.read(workspace),
            try await ObjectRules.read(workspace),
            detail: detail
        )
        let pages = try await PendingPages.read(workspace, detail: detail, size: size)
        #expect(pages.count == whole.changes.count && pages.count > 7)
        var changes: [PendingChange] = []
        var text = PendingDocument.head(.csv)
        var count = 0
        try await pages.each { page in
            #expect(page.changes.count <= size)
            changes += page.changes
            text += try PendingDocument.body(.csv, page)
            count += 1
        }
        #expect(count == (pages.count + size - 1) / size)
        #expect(changes == whole.changes)
        #expect(text == PendingDocument.csv(whole))
    }

    @Test(
        "a cell of CSV is quoted where it has to be, and no formula",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=1+1", "'=1+1"), ("@a,b", "\"'@a,b\""), ("", ""), ("a,\u{301}b", "\"a,\u{301}b\""),
            ("=\u{338}1", "'=\u{338}1"),
            ("\"\u{301}", "\"\"\"\u{301}\""),
        ]
    )
    func cell(_ text: String, _ written: String) {
        #expect(Array(PendingDocument.cell(text).utf8) == Array(written.utf8))
    }

    @Test("every form has every change, and csexport reads as what it was written from")
    func documents() async throws {
        let workspace = try await changed()
        let review = try await PendingReview.read(workspace, detail: true)
        let csv = PendingDocument.csv(review)
        let rows = review.changes.reduce(0) { $0 + max(1, $1.values.count) }
        #expect(csv.split(separator: "\r\n").count == rows + 1)
        let ldif = PendingDocument.ldif(review)
        #expect(ldif.components(separatedBy: "changetype: delete").count == 2)
        #expect(ldif.components(separatedBy: "changetype:").count == review.changes.count + 1)
        let path = fixture.folder.file("out.xml").path(percentEncoded: false)
        _ = try fixture.folder.write(PendingDocument.csexport(review), to: "out.xml")
        let task = ComparePending(surroundings: fixture.surroundings)
        let comparison = try await task.run(fixture.workspaceFolder.path, path)
        #expect(comparison.objects.isEmpty, "\(comparison.objects.prefix(2))")
        #expect(comparison.same == review.changes.count)
    }

    @Test("an addition written as csexport is the same one; a change to the file is found by object and attribute")
    func compare() async throws {
        let workspace = try await fixture.ready()
        try await synchronize()
        let review = try await PendingReview.read(workspace, detail: true)
        let text = PendingDocument.csexport(review)
        _ = try fixture.folder.write(text, to: "same.xml")
        _ = try fixture.folder.write(text.replacing("Managing director", with: "Chair"), to: "other.xml")
        let task = ComparePending(surroundings: fixture.surroundings)
        let own = fixture.workspaceFolder.path
        let file = { fixture.folder.file($0).path(percentEncoded: false) }
        #expect(try await task.run(own, file("same.xml")).objects.isEmpty)
        let other = try await task.run(own, file("other.xml"))
        #expect(other.objects.flatMap(\.differences).allSatisfy { $0.attribute == "title" } && !other.objects.isEmpty)
        let error = await #expect(throws: TaskError.self) {
            _ = try fixture.folder.write(String(text.dropLast(30)), to: "cut.xml")
            return try await task.run(own, file("cut.xml"))
        }
        #expect(error?.code == .exportFile)
    }

    @Test("calibration counts what agrees and names what differs, with the rule")
    func calibrate() async throws {
        let workspace = try await fixture.ready()
        try await synchronize()
        let text = PendingDocument.csexport(try await PendingReview.read(workspace, detail: true))
        _ = try fixture.folder.write(text, to: "same.xml")
        let task = Calibrate(in: workspace)
        let same = try await task.run(fixture.folder.file("same.xml").path(percentEncoded: false))
        let count = try await PendingView(workspace).list().count
        #expect(same.perMille == 1000 && same.compared == count)
        #expect(same.differences.isEmpty && same.missing.isEmpty && same.kept.isEmpty)
        _ = try fixture.folder.write(text.replacing("Managing director", with: "Chair"), to: "other.xml")
        let other = try await task.run(fixture.folder.file("other.xml").path(percentEncoded: false))
        #expect(
            !other.differences.isEmpty
                && other.differences.allSatisfy { $0.attribute == "title" && $0.server == ["Chair"] }
        )
        #expect(other.differences.first?.rule == "Out to AAD - User ExchangeOnline")
        #expect(other.attributes.first?.name == "title" && other.attributes.first?.different == other.differences.count)
        #expect((other.perMille ?? 0) < 1000)
        _ = try fixture.folder.write("<cs-objects></cs-objects>", to: "empty.xml")
        let error = await #expect(throws: TaskError.self) {
            try await task.run(fixture.folder.file("empty.xml").path(percentEncoded: false))
        }
        #expect(error?.code == .exportFile)
    }

    @Test("rules are tried without keeping anything")
    func tryRules() async throws {
        let workspace = try await changed()
        let before = try await PendingView(workspace).list()
        let file = try fixture.folder.write(
            """
            name: In from AD - Title
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: title
                constant: tried
            """,
            to: "try.yaml"
        ).path(percentEncoded: false)
        let outcome = try await TryRules(in: workspace).run(file)
        #expect(outcome.rules.map(\.action) == ["adds"])
        #expect(outcome.comparison.objects.count > 5, "\(outcome.comparison)")
        let titles = outcome.comparison.objects.flatMap(\.differences).filter { $0.attribute == "title" }
        #expect(titles.contains { $0.second == ["tried"] })
        #expect(try await PendingView(try await fixture.open()).list() == before)
    }

    @Test("a trial of rules names the rule of what differs in additions as well, the one that a review names")
    func tryRulesOnAdditions() async throws {
        _ = try await fixture.ready()
        try await synchronize()
        let workspace = try await fixture.open()
        var known: [String: String] = [:]
        for change in try await PendingReview.read(workspace, detail: true).changes where change.operation == "add" {
            known[change.anchor] = change.values.first { $0.attribute == "title" }?.rule
        }
        let file = try fixture.folder.write(
            """
            name: In from AD - Title
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: title
                constant: tried
            """,
            to: "try.yaml"
        ).path(percentEncoded: false)
        let objects = try await TryRules(in: workspace).run(file).comparison.objects.filter {
            $0.first == "add" && $0.second == "add"
        }
        let rules = objects.flatMap { object in
            object.differences.filter { $0.attribute == "title" }.map { (object.anchor, $0.rule) }
        }
        #expect(rules.count > 5 && known.count > 5)
        for (anchor, rule) in rules {
            #expect(rule != nil, "\(anchor)")
            if let expected = known[anchor] { #expect(rule == expected) }
        }
    }

    @Test("a redacted review tells nothing of names and values, and keeps counts and order")
    func redacted() async throws {
        let review = try await PendingReview.read(try await changed())
        let key = try #require(RedactionKey(Array("0123456789abcdef".utf8)))
        let hidden = Redaction(key: key).redact(review)
        let text =
            String(decoding: try CanonicalJSON.encode(hidden.changes), as: UTF8.self)
            + String(decoding: try CanonicalJSON.encode(hidden.groups), as: UTF8.self)
        for word in [
            "andersson", "contoso", "fabrikam", "mail", "User Common", "Identity", "isCritical", "CN=", "userPrincipal",
        ] {
            #expect(!text.lowercased().contains(word.lowercased()), "\(word)")
        }
        #expect(hidden.changes.map(\.operation) == review.changes.map(\.operation))
        #expect(hidden.groups.map(\.count).sorted() == review.groups.map(\.count).sorted())
        for pattern in ["True → False", "@contoso.test → @fabrikam.test"] {
            let shown = Redaction(key: key).pattern(pattern)
            #expect(shown.contains(" → ") && !shown.contains("True") && !shown.contains("test"), "\(shown)")
        }
        #expect(Redaction(key: key).pattern("case only") == "case only")
    }
}
