import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// Rules outwards with LinkType Provision, and their joins (entra-connect.md 4.2, 4.3, 5.4).
@Suite("Objects that rules outwards make in the copy of a forest, or join there")
struct OutwardTests {
    private let forests: OutwardForests
    private static let (one, two) = (OutwardForests.one, OutwardForests.two)
    private static let ada = OutwardForests.person("ada", ["cn": "Ada", "mail": "ada@x", "title": "t"])
    private static let bo = OutwardForests.person(
        "bo",
        ["cn": "Bo", "mail": "bo@x", "title": "t", "manager": "CN=ada,DC=one"]
    )
    private static let boLeft = OutwardForests.person("bo", ["cn": "Bo", "mail": "bo@x", "manager": "CN=ada,DC=one"])
    private static let made = ["add CN=Ada,OU=Made,DC=two", "add CN=Bo,OU=Made,DC=two"]

    init() throws { forests = try OutwardForests() }

    /// Both people of the first forest, and what the second one has.
    private func begin(_ others: [OutwardForests.Person] = []) async throws {
        try await forests.read(Self.one, [Self.ada, Self.bo])
        try await forests.read(Self.two, others)
        try await forests.synchronize()
    }

    /// The same, made in the copy and read back.
    private func exported(_ reading: OutwardForests.Reading = .everything) async throws {
        try await begin()
        #expect(try await forests.export() == 2)
        #expect(try await forests.read(Self.two, [], reading).added == 2)
        try await forests.synchronize()
        // Who somebody's manager is there is known only now.
        #expect(try await forests.waiting() == ["update CN=Bo,OU=Made,DC=two manager"])
        #expect(try await forests.export() == 1)
        #expect(try await forests.read(Self.two, [], reading).updated == 1)
        try await forests.synchronize()
        #expect(try await forests.waiting().isEmpty)
    }

    private func everything() throws -> [String] { try StoreFixture.everything(in: forests.new.path) }

    @Test(
        "they wait, are made, come back linked, and from then on nothing changes",
        arguments: WrittenForest.Reading.allCases
    )
    func made(_ reading: OutwardForests.Reading) async throws {
        try await begin()
        #expect(try await forests.waiting() == Self.made)
        #expect(try await forests.store.writeBackCounts(of: Self.two) == ["user": 2])
        try await forests.synchronize()
        let before = try everything()
        try await forests.synchronize()
        #expect(try everything() == before)
        #expect(try await forests.export() == 2)
        #expect(try await forests.export() == 0)
        #expect(try await forests.store.unconfirmedWriteBacks(of: Self.two) == 2)
        try await forests.synchronize()
        #expect(try await forests.waiting().isEmpty)
        #expect(try await forests.space().isEmpty)

        let counts = try await forests.read(Self.two, [], reading)
        #expect(counts.added == 2 && counts.deleted == 0)
        #expect(try await forests.store.unconfirmedWriteBacks(of: Self.two) == 0)
        #expect(try await forests.space() == ["CN=Ada,OU=Made,DC=two linked", "CN=Bo,OU=Made,DC=two linked"])
        for isFull in [false, true] {
            let counts = try await forests.synchronize(isFull: isFull)
            #expect(counts.projected == 0 && counts.metaverse == ["person": 2] && counts.errors.isEmpty)
            #expect(try await forests.waiting() == ["update CN=Bo,OU=Made,DC=two manager"])
        }
        #expect(try await forests.export() == 1)
        #expect(try await forests.read(Self.two, [], reading).updated == 1)
        for isFull in [false, true] {
            try await forests.synchronize(isFull: isFull)
            for reading in WrittenForest.Reading.allCases {
                let counts = try await forests.read(Self.two, [], reading)
                #expect(counts.added + counts.updated + counts.deleted == 0)
            }
            #expect(try await forests.waiting().isEmpty)
            #expect(
                try await forests.space() == [
                    "CN=Ada,OU=Made,DC=two linked", "CN=Bo,OU=Made,DC=two linked -> CN=Ada,OU=Made,DC=two",
                ]
            )
        }
    }

    @Test("they are made in a domain that was imported and has no object", arguments: [false, true])
    func bare(_ isFull: Bool) async throws {
        try await forests.read(Self.one, [Self.ada, Self.bo])
        let before = try await forests.synchronize(isFull: isFull)
        #expect(before.errors.map(\.code) == ["missing-partition-for-run-step", "missing-partition-for-run-step"])
        try await forests.read(Self.two, [], isBare: true)
        #expect(try await forests.synchronize(isFull: isFull).errors.isEmpty)
        #expect(try await forests.waiting() == Self.made)
        #expect(try await forests.export() == 2)
        #expect(try await forests.read(Self.two, [], isBare: true).added == 2)
        try await forests.synchronize(isFull: isFull)
        #expect(try await forests.space() == ["CN=Ada,OU=Made,DC=two linked", "CN=Bo,OU=Made,DC=two linked"])
    }

    @Test("a reference that is written back follows what it refers to, where rules make nothing")
    func referred() async throws {
        let others = (0..<30).map { OutwardForests.person("p\($0)", ["cn": "P\($0)"]) }
        let manager = OutwardForests.person("x", ["mail": "ada@x"])
        let moved = OutwardForests.person("x", ["dn": "CN=z,DC=two", "mail": "ada@x"])
        let own = OutwardForests.person("y", ["mail": "bo@x"])
        try await forests.read(Self.one, [Self.ada, Self.bo] + others)
        try await forests.read(Self.two, [own])
        try await forests.synchronize(OutwardForests.writing)
        for (people, name) in [
            ([manager, own], "CN=x,DC=two"), ([moved, own], "CN=z,DC=two"), ([own], nil),
            ([manager, own], "CN=x,DC=two"),
        ] as [([OutwardForests.Person], String?)] {
            try await forests.read(Self.two, people)
            for isFull in [false, true] {
                let counts = try await forests.synchronize(isFull: isFull, OutwardForests.writing)
                #expect(counts.fullBecause == nil && counts.errors.isEmpty)
                let expected = name.map { ["CN=y,DC=two": $0] } ?? [:]
                #expect(try await forests.waitingManagers() == expected, "\(people.count), \(isFull)")
            }
        }
    }

    @Test("what changes of one that was made is written back to it, but for what is given once")
    func changed() async throws {
        try await exported()
        let other = OutwardForests.person("ada", ["cn": "Ada", "mail": "other@x", "title": "u"])
        try await forests.read(Self.one, [other, Self.bo])
        try await forests.synchronize()
        #expect(try await forests.waiting() == ["update CN=Ada,OU=Made,DC=two mail"])
    }

    @Test("who leaves the scope, or goes, is deleted from the copy", arguments: WrittenForest.Reading.allCases)
    func left(_ reading: OutwardForests.Reading) async throws {
        try await exported(reading)
        let deleted = ["delete CN=Bo,OU=Made,DC=two"]
        for people in [[Self.ada, Self.boLeft], [Self.ada]] {
            try await forests.read(Self.one, people)
            try await forests.synchronize()
            #expect(try await forests.waiting() == deleted)
            let counts = try await forests.store.copyObjectCounts(of: Self.two)
            #expect(counts == [PendingCount(operation: .delete, objectClass: "user", count: 1)])
            #expect(try await forests.store.madeCounts(of: Self.two) == ["user": 2])
            let copy = try await forests.synchronize(isFull: true)
            #expect(copy.metaverse == ["person": people.count])
            #expect(try await forests.waiting() == deleted)
            // Whoever comes back before it was exported stays.
            try await forests.read(Self.one, [Self.ada, Self.bo])
            for _ in 0..<2 { try await forests.synchronize() }
            #expect(try await forests.waiting().isEmpty)
            #expect(try await forests.space().allSatisfy { $0.contains(" linked") })
        }
        try await forests.read(Self.one, [Self.ada, Self.boLeft])
        try await forests.synchronize()
        #expect(try await forests.export() == 1)
        try await forests.synchronize()
        #expect(try await forests.waiting().isEmpty)
        #expect(try await forests.read(Self.two, [], reading).deleted == 1)
        // The forest itself has lost nothing.
        #expect(try await forests.store.goneTallies(of: Self.two).isEmpty)
        for isFull in [false, true] {
            try await forests.synchronize(isFull: isFull)
            #expect(try await forests.waiting().isEmpty)
            #expect(try await forests.space() == ["CN=Ada,OU=Made,DC=two linked"])
        }
        try await forests.read(Self.one, [Self.ada, Self.bo])
        try await forests.synchronize()
        #expect(try await forests.waiting() == ["add CN=Bo,OU=Made,DC=two"])
    }

    @Test(
        "one that was deleted from the copy goes, although an import cannot say what has gone from the forest",
        arguments: OutwardForests.Lack.allCases
    )
    func heldBack(_ lack: OutwardForests.Lack) async throws {
        try await exported()
        let other = OutwardForests.person("x", ["mail": "x@x"])
        try await forests.read(Self.two, [other])
        try await forests.read(Self.one, [Self.ada, Self.boLeft])
        try await forests.synchronize()
        #expect(try await forests.export() == 1)
        #expect(try await forests.read(Self.two, [], lacking: lack).deleted == 1)
        #expect(try await forests.space() == ["CN=Ada,OU=Made,DC=two linked", "CN=x,DC=two free"])
        for isFull in [false, true] {
            try await forests.synchronize(isFull: isFull)
            #expect(try await forests.waiting().isEmpty)
        }
        #expect(try await forests.read(Self.two, []).deleted == 1)
        try await forests.read(Self.one, [Self.ada, Self.bo])
        try await forests.synchronize()
        #expect(try await forests.waiting() == ["add CN=Bo,OU=Made,DC=two"])
    }

    @Test(
        "where a name changes in the forest, what was made has the old one until rules have written the new one",
        arguments: WrittenForest.Reading.allCases
    )
    func renamed(_ reading: OutwardForests.Reading) async throws {
        let other = OutwardForests.person("x", ["mail": "ada@x"])
        let moved = OutwardForests.person("x", ["dn": "CN=y,DC=two", "mail": "ada@x"])
        try await begin([other])
        // That Bo's manager has a name there is known from the run after on.
        for _ in 0..<2 { try await forests.synchronize() }
        #expect(try await forests.export() == 2)
        try await forests.read(Self.two, [other])
        try await forests.synchronize()
        #expect(try await forests.waiting().isEmpty)
        let bo = "CN=Bo,OU=Made,DC=two linked"
        #expect(try await forests.space() == ["\(bo) -> CN=x,DC=two", "CN=x,DC=two linked"])

        try await forests.read(Self.two, [moved], reading)
        #expect(try await forests.space() == ["\(bo) -> CN=x,DC=two", "CN=y,DC=two linked"])
        #expect(try await forests.read(Self.two, [moved]).updated == 0)
        try await forests.synchronize()
        #expect(try await forests.waiting() == ["update CN=Bo,OU=Made,DC=two manager"])
        #expect(try await forests.export() == 1)
        try await forests.read(Self.two, [moved], reading)
        #expect(try await forests.space() == ["\(bo) -> CN=y,DC=two", "CN=y,DC=two linked"])
        for isFull in [false, true] {
            try await forests.synchronize(isFull: isFull)
            #expect(try await forests.waiting().isEmpty)
        }
    }

    @Test("where rules make nothing any more, all of them are deleted")
    func ruleGone() async throws {
        try await exported()
        let rules = OutwardForests.rules.filter { $0.direction == .inbound }
        try await forests.synchronize(isFull: true, rules)
        #expect(try await forests.waiting() == Self.made.map { $0.replacing("add", with: "delete") })
        #expect(try await forests.export() == 2)
        #expect(try await forests.read(Self.two, []).deleted == 2)
        try await forests.synchronize(isFull: true, rules)
        #expect(try await forests.waiting().isEmpty)
        #expect(try await forests.synchronize(isFull: true, rules).metaverse == ["person": 2])
    }

    @Test(
        "one that the forest has is joined by the rule's join, or by its name, and never deleted",
        arguments: [true, false]
    )
    func joined(_ isByName: Bool) async throws {
        let other =
            isByName
            ? OutwardForests.person("x", ["dn": "cn=ada, OU=Made,DC=two"])
            : OutwardForests.person("x", ["mail": "ADA@x", "displayName": "X"])
        let dn = isByName ? "cn=ada, OU=Made,DC=two" : "CN=x,DC=two"
        try await begin([other])
        let update = "update \(dn) displayName mail"
        #expect(try await forests.space() == ["\(dn) linked"])
        #expect(try await forests.waiting() == ["add CN=Bo,OU=Made,DC=two", update].sorted())
        for isFull in [false, false, true] {
            try await forests.synchronize(isFull: isFull)
            #expect(try await forests.space() == ["\(dn) linked"])
        }
        // That Bo's manager has a name there is known from the run after on, and what waits is the same.
        #expect(try await forests.waiting() == ["add CN=Bo,OU=Made,DC=two", update].sorted())
        #expect(try await forests.export() == 2)
        try await forests.read(Self.two, [other])
        try await forests.synchronize()
        #expect(try await forests.waiting().isEmpty)
        try await forests.read(Self.one, [Self.bo])
        for _ in 0..<2 { try await forests.synchronize() }
        #expect(try await forests.space().contains("\(dn) free"))
        #expect(try await forests.waiting().allSatisfy { !$0.hasPrefix("delete") })
    }

    @Test(
        "of two that want one name the first by identity gets it, in whatever order they come, and the other is an error"
    )
    func oneName() async throws {
        let others = ["p", "q", "r", "s"].map {
            OutwardForests.person($0, ["cn": "Same", "mail": "\($0)@x", "title": "t"])
        }
        var found: [[String]] = []
        for people in [others, others.reversed()] {
            let forests = try OutwardForests()
            try await forests.read(Self.one, people)
            try await forests.read(Self.two, [])
            for isFull in [true, false, true] {
                let counts = try await forests.synchronize(isFull: isFull, cores: Cores(isFull ? 2 : 1))
                #expect(counts.errors.map(\.code) == Array(repeating: "cd-existing-object", count: 3))
            }
            #expect(try await forests.waiting() == ["add CN=Same,OU=Made,DC=two"])
            let waiting = try await forests.store.waitingCopyObjects(of: Self.two, after: 0, limit: 9)
            let mail = try #require(forests.store.table.existing("mail"))
            found.append(waiting.compactMap { $0.change.values.text(mail) })
        }
        #expect(found[0] == found[1] && found[0].count == 1)
    }

    @Test(
        "errors with what is made or written count for the limit that ends a run, and are found in every run",
        arguments: [true, false]
    )
    func limited(_ isMade: Bool) async throws {
        let others = [
            OutwardForests.person("x", ["mail": "ada@x"]), OutwardForests.person("y", ["mail": "bo@x"]),
        ]
        let failing = OutwardForests.rule(
            Self.two,
            .outbound,
            110,
            from: "person",
            to: "user",
            link: isMade ? .provision : .join,
            [("dn", .expression("NULL")), ("title", .expression("Error(\"no\")"))]
        )
        let rules = OutwardForests.writing.filter { $0.direction == .inbound } + [failing]
        try await forests.read(Self.one, [Self.ada, Self.bo])
        try await forests.read(Self.two, isMade ? [] : others)
        for isFull in [true, false] {
            let counts = try await forests.synchronize(isFull: isFull, rules, errorLimit: 2)
            #expect(counts.errors.count == 2 && counts.fullBecause == nil)
            let before = try everything()
            await #expect(throws: TooManyErrors.self) {
                try await forests.synchronize(isFull: isFull, rules, errorLimit: 1)
            }
            #expect(try everything() == before)
        }
    }

    @Test("one without a name, or outside of every domain, is an error and is not made")
    func noName() async throws {
        try await forests.read(Self.one, [Self.ada])
        try await forests.read(Self.two, [])
        for (expression, code) in [
            ("NULL", "missing-dn"), ("[cn]", "invalid-dn"),
            ("\"CN=\" & [cn] & \",DC=three\"", "missing-partition-for-run-step"),
            ("Error(\"no\")", "sync-rule-error-function-triggered"),
        ] {
            let rule = OutwardForests.rule(
                Self.two,
                .outbound,
                110,
                from: "person",
                to: "user",
                [("dn", .expression(expression)), ("mail", .direct("mail"))]
            )
            let counts = try await forests.synchronize(isFull: true, [OutwardForests.rules[0], rule])
            #expect(counts.errors.map(\.code) == [code], "\(expression)")
            #expect(try await forests.waiting().isEmpty)
        }
    }
}
