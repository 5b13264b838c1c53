import Directory
import SyncEngine
import SyncRules
import Testing

/// entra-connect.md 6.5 for the number; shares and the guard before imports are Dryad's own.
@Suite("Guards")
struct GuardTests {
    private static func pending(_ counts: [String: Int]) -> [PendingCount] {
        counts.map { PendingCount(operation: .delete, objectClass: AttributeName($0), count: $1) }
    }

    /// What is pending, what the tenant has, what was let pass; what is said then, and which settings let it pass.
    private static let deletions: [([String: Int], [String: Int], Int?, String?, String?)] = [
        ([:], [:], nil, nil, nil), (["user": 500], ["user": 100_000], nil, nil, nil),
        (["user": 501], ["user": 100_000], nil, "501 deletions", "deletionGuard"),
        (
            ["user": 300, "group": 201], ["user": 9000, "group": 9000], nil, "pass: 201 group, 300 user.",
            "deletionGuard"
        ),
        (["group": 51], ["group": 100], nil, "51 of 100 objects of the type group", "deletionGuardPercent"),
        (["user": 501], ["user": 501], nil, "501 deletions", "deletionGuard and deletionGuardPercent"),
        (["group": 50], ["group": 50], nil, nil, nil), (["group": 60], ["group": 200], nil, nil, nil),
        (["user": 600], ["user": 600], 600, nil, nil),
        (["user": 601], ["user": 601], 600, "only 600 were to pass", nil),
    ]

    @Test(
        "deletions pass up to a number and up to a share of their type, and what lets more pass is named",
        arguments: deletions.indices
    )
    func deletion(_ index: Int) {
        let (counts, accepted, allowed, said, settings) = Self.deletions[index]
        let objection = DeletionGuard.standard.objection(
            to: Self.pending(counts),
            accepted: accepted,
            allowing: allowed
        )
        #expect((objection == nil) == (said == nil))
        #expect(said.map { objection?.description.contains($0) == true } ?? true, "\(objection?.description ?? "")")
        do throws(SyncEngineError) {
            try DeletionGuard.standard.check(Self.pending(counts), accepted: accepted, allowing: allowed)
            #expect(said == nil)
        } catch {
            #expect(said.map { error.description.contains($0) } == true, "\(error)")
            let all = counts.values.reduce(0, +)
            let rest = settings.map { ", or raise \($0) in dryad.yaml." } ?? "."
            #expect(error.description.hasSuffix("--allow-deletes \(all) --reason TEXT`\(rest)"), "\(error)")
        }
    }

    private typealias Tallies = [(String, String, Int)]
    private static let drops: [(Tallies, Tallies, [String])] = [
        ([], [("user", "a", 9)], []),
        ([("user", "a", 1000)], [("user", "a", 700)], []),
        ([("user", "a", 1000)], [("user", "a", 699)], ["301 of 1000", "301 of 1000 objects of the class user in a"]),
        // Few are no evidence.
        ([("user", "a", 50)], [], []),
        // An OU is hidden: the class has lost little, the OU everything.
        (
            [("user", "a", 9000), ("user", "b", 100)], [("user", "a", 9000)],
            ["100 of 100 objects of the class user in b"]
        ),
        // An OU has another name: nothing is lost.
        ([("user", "a", 9000), ("user", "b", 100)], [("user", "a", 9000), ("user", "c", 100)], []),
    ]

    @Test("an import that has lost a large share of a class or of a container is noticed", arguments: drops.indices)
    func drop(_ index: Int) {
        let (before, now, said) = Self.drops[index]
        let objections = ImportGuard.standard.objections(before: Self.tallies(before), now: Self.tallies(now))
        #expect(objections.count == said.count, "\(objections)")
        for (objection, words) in zip(objections.sorted { $0.count < $1.count }, said) {
            #expect(objection.contains(words), "\(objections)")
        }
    }

    private static func tallies(_ list: Tallies) -> [ObjectTally] {
        list.map { ObjectTally(objectClass: $0.0, container: $0.1, count: $0.2) }
    }

    /// People in one OU, in another one, and in teams below that one.
    private static func users(people: Int, berlin: Int = 0, teams: Int...) -> Tallies {
        var list: Tallies = [("user", "ou=people,dc=a", people), ("user", "ou=berlin,dc=a", berlin)]
        for (number, count) in teams.enumerated() { list.append(("user", "ou=team\(number),ou=berlin,dc=a", count)) }
        return list
    }

    private static let small = users(people: 300, berlin: 60)
    private static let child: Tallies = [("user", "ou=x,dc=b,dc=a", 40), ("user", "ou=y,dc=b,dc=a", 40)]
    private static let parent: Tallies = [("user", "ou=people,dc=a", 2000)]
    private static let hidden = "60 of 60 objects of the class user in ou=berlin,dc=a have gone."

    /// What there was, what there is, what is known to have gone, and what is said.
    private static let losses: [(Tallies, Tallies, Tallies, [String])] = [
        // Of each team few have gone, of what is above them everything.
        (
            users(people: 550, teams: 40, 40, 40, 40, 40), users(people: 550),
            users(people: 0, teams: 40, 40, 40, 40, 40),
            ["200 of 200 objects of the class user in ou=berlin,dc=a have gone."]
        ),
        // Each of them is too much, and one sentence says it.
        (
            users(people: 900, berlin: 10, teams: 60, 70), users(people: 900),
            users(people: 0, berlin: 10, teams: 60, 70),
            ["140 of 140 objects of the class user in ou=berlin,dc=a have gone."]
        ),
        // What is above has lost nothing else.
        (
            users(people: 2000, teams: 150, 150), users(people: 2000, teams: 0, 150), users(people: 0, teams: 150),
            ["150 of 150 objects of the class user in ou=team0,ou=berlin,dc=a have gone."]
        ),
        (
            users(people: 2000, teams: 100, 100), users(people: 2000, teams: 60, 60), users(people: 0, teams: 40, 40),
            ["80 of 200 objects of the class user in ou=berlin,dc=a have gone."]
        ),
        (
            users(people: 900, teams: 60), [], users(people: 900, teams: 60),
            ["960 of 960 objects of the class user have gone."]
        ),
        // A domain is a container too, and the one above it another.
        (
            [child, parent].flatMap { $0 }, parent, child,
            ["80 of 80 objects of the class user in dc=b,dc=a have gone."]
        ),
        // Who comes makes up for nobody, neither elsewhere nor in the same place.
        (small, users(people: 310), users(people: 0, berlin: 60), [hidden]),
        (small, small, users(people: 0, berlin: 60), [hidden]),
        // An OU has another name, and others have gone.
        (small, [("user", "ou=munich,dc=a", 60), ("user", "ou=people,dc=a", 220)], users(people: 80), []),
        // Nobody knows which have gone.
        (small, users(people: 300), [], [hidden]),
        // What came and went since was never counted.
        (small, small, [("contact", "ou=people,dc=a", 90)], []),
    ]

    @Test("what has gone counts wherever it was, up to the domain, and is told once", arguments: losses.indices)
    func loss(_ index: Int) {
        let (before, now, gone, said) = Self.losses[index]
        let objections = ImportGuard.standard.objections(
            before: Self.tallies(before),
            now: Self.tallies(now),
            gone: Self.tallies(gone)
        )
        #expect(objections == said)
    }

    @Test("a name of very many parts is counted in those next to it")
    func deep() {
        let deep = String(repeating: "ou=x,", count: 1000) + "dc=a"
        let before = [ObjectTally(objectClass: "user", container: deep, count: 60)]
        #expect(ImportGuard.standard.objections(before: before, now: [], gone: before).count == 2)
    }

    @Test("objects are counted by class and by what is above them")
    func tally() {
        let objects = [
            (objectClass: "user", dn: "CN=a\\,b,OU=X,DC=a"), (objectClass: "user", dn: "CN=c,ou=x,dc=A"),
            (objectClass: "group", dn: "CN=c,OU=X,DC=a"), (objectClass: "user", dn: "DC=a"),
        ]
        #expect(
            ObjectTally.count(objects) == [
                ObjectTally(objectClass: "group", container: "ou=x,dc=a", count: 1),
                ObjectTally(objectClass: "user", container: "", count: 1),
                ObjectTally(objectClass: "user", container: "ou=x,dc=a", count: 2),
            ]
        )
    }
}
