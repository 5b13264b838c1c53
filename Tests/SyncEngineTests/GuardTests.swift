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
        func tallies(_ list: Tallies) -> [ObjectTally] {
            list.map { ObjectTally(objectClass: $0.0, container: $0.1, count: $0.2) }
        }
        let (before, now, said) = Self.drops[index]
        let objections = ImportGuard.standard.objections(before: tallies(before), now: tallies(now))
        #expect(objections.count == said.count, "\(objections)")
        for (objection, words) in zip(objections.sorted { $0.count < $1.count }, said) {
            #expect(objection.contains(words), "\(objections)")
        }
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
