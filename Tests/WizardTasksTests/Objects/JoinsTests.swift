import Directory
import Foundation
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A report of joins")
struct JoinsTests {
    @Test("objects of two forests that are near, joined and alone are counted by pair and criterion")
    func report() async throws {
        let fixture = try WorkspaceFixture()
        let workspace = try await fixture.ready()
        _ = try await Synchronize(in: workspace).run { _ in }
        let reading = try await ReadJoins(in: try await fixture.open()).run()
        #expect(reading.pairs.map { [$0.first, $0.second] } == [["contoso.test", "fabrikam.test"]])
        let pair = try #require(reading.pairs.first)
        #expect(pair.joined == pair.criteria.reduce(0) { $0 + $1.count })
        #expect(Set(reading.alone.keys) == ["contoso.test", "fabrikam.test"])
        let listed = pair.cases.map { "\($0.kind) \($0.label)" }
        #expect(Set(listed).count == listed.count, "each pair once")
    }

    @Test("who is joined by a later group is counted by it, and the earlier one is told to find several")
    func laterGroup() async throws {
        let fixture = try WorkspaceFixture()
        _ = try await fixture.ready()
        try fixture.writeRule(
            named: "Fabrikam join",
            .inbound,
            of: "fabrikam.test",
            from: "user",
            to: "person",
            precedence: 50,
            as: "join",
            saying: """
                join:
                  - - title = title
                  - - mail = mail
                flows:
                  - to: employeeNumber
                    from: employeeID
                """
        )
        func titled(_ record: LDIFRecord, _ title: String?) -> LDIFRecord {
            let new = title.map { [LDIFRecord.Value(name: "title", bytes: Array($0.utf8))] } ?? []
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + new)
        }
        try fixture.rewrite("contoso.test.ldif") { titled($0, $0.texts("title").isEmpty ? nil : "Chief") }
        // Two people have an account in both forests; the title of one of them is that of everybody in the other forest.
        var chief: String?
        try fixture.rewrite("fabrikam.test.ldif") { record in
            let isShared = record.texts("mail").contains { $0.hasSuffix("@group.example") }
            guard chief == nil, isShared else { return titled(record, nil) }
            chief = record.dn
            return titled(record, "Chief")
        }
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        let pair = try #require(try await ReadJoins(in: try await fixture.open()).run().pairs.first)
        let criteria = pair.criteria.map { "\($0.count) by \($0.criterion ?? "none"), \($0.rule ?? "none")" }
        #expect(criteria == ["2 by mail = mail, Fabrikam join"])

        let name = try #require(chief)
        let answer = try await ExplainObject(in: try await fixture.open()).run(name, attribute: nil)
        let step = try #require(answer.steps.first { $0.stage == .join })
        #expect(
            step.sentence.hasSuffix(" The one of fabrikam.test is joined by mail = mail (Fabrikam join)."),
            "\(step.sentence)"
        )
        let groups = step.details.filter { $0.hasPrefix("Fabrikam join (50), ") }
        #expect(groups.count == 2, "\(step.details)")
        #expect(
            groups.first?.hasSuffix(" objects, and so none, though what it is joined with is among them") == true,
            "\(groups)"
        )
        #expect(groups.last?.hasSuffix("it matches what it is joined with") == true, "\(groups)")

        // The object of the first forest leaves; what it had in the metaverse stays with the other's.
        let spaces = try await ObjectSpaces.read(try await fixture.open())
        let joined = try #require(try await spaces.find(ObjectName(name)))
        let preview = try await PreviewObject(in: try await fixture.open()).run(
            try #require(joined.members.first).entry.dn,
            set: [.init(attribute: "isCriticalSystemObject", values: ["TRUE"])]
        )
        #expect(preview.left?.hasPrefix("it leaves its metaverse object, which stays with ") == true, "\(preview)")
        #expect(preview.left?.hasSuffix(" of fabrikam.test") == true && !preview.metaverse.isEmpty, "\(preview)")
    }

    @Test(
        "pages say what everything at once says: who is ambiguous or near may be on another page than whom it is about"
    )
    func pages() async throws {
        let fixture = try WorkspaceFixture()
        _ = try await fixture.ready()
        try fixture.writeRule(
            """
            name: Fabrikam join
            connector: fabrikam.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            join:
              - - title = title
              - - mail = mail
            flows:
              - to: employeeNumber
                from: employeeID

            """,
            as: "join"
        )
        func titled(_ record: LDIFRecord, _ title: String?) -> LDIFRecord {
            let new = title.map { [LDIFRecord.Value(name: "title", bytes: Array($0.utf8))] } ?? []
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + new)
        }
        try fixture.rewrite("contoso.test.ldif") { titled($0, $0.texts("title").isEmpty ? nil : "Chief") }
        // Three who find everybody of the other forest; others have the address of somebody there up to the @.
        var chiefs = 0
        try fixture.rewrite("fabrikam.test.ldif") { record in
            let isOwn = record.texts("mail").contains { $0.hasSuffix("@fabrikam.test") }
            guard isOwn, chiefs < 3 else { return titled(record, nil) }
            chiefs += 1
            return titled(record, "Chief")
        }
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        let workspace = try await fixture.open()
        let expected = try await WholeJoins.read(workspace)
        let pair = try #require(expected.pairs.first)
        #expect(pair.joined == 2 && Set(pair.cases.map(\.kind)) == ["ambiguous", "otherDomain"], "\(pair)")
        #expect(pair.cases.filter { $0.kind == "ambiguous" }.map(\.others.count) == [12, 12, 12])
        #expect(expected.alone.values.allSatisfy { $0 > 2 } && expected.disconnectors.values.allSatisfy { $0 > 0 })
        for size in [1, 2, 7, 1000] {
            #expect(try await ReadJoins(in: workspace, pageSize: size).run() == expected, "\(size) at a time")
        }
    }

    @Test("of one forest it is said how many stand alone")
    func oneForest() async throws {
        let fixture = try WorkspaceFixture()
        let path = try fixture.write("contoso.test", [], as: "contoso.test.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(path))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        let workspace = try await fixture.open()
        let expected = try await WholeJoins.read(workspace)
        #expect(expected.pairs.isEmpty && expected.alone.values.allSatisfy { $0 > 2 })
        #expect(try await ReadJoins(in: workspace, pageSize: 5).run() == expected)
    }
}
