import Connectors
import Directory
import DirectorySchema
import Foundation
import LDAPClient
import Plans
import SyncEngine
import SyncRules
import TestSupport
@testable import WizardTasks

/// Plans whose every byte is the same on every machine.
enum PlanFixture {
    /// Made once for all tests.
    static let plan = Task { try await refresh() }

    /// Two forests: one has got a class for devices, the other has lost an attribute that rules use.
    private static func refresh() async throws -> Plan<RefreshContent> {
        let folder = try TemporaryFolder()
        let counter = Locked(0)
        let surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000) },
            newIdentifier: {
                let number = counter.withLock { number in
                    number += 1
                    return number
                }
                return "00000000-0000-4000-8000-00000000000\(number)"
            },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: .once
        )
        let place = WorkspaceFolder(path: folder.file("ws").path(percentEncoded: false))
        _ = try Workspace.create(in: place, surroundings: surroundings)
        for name in ["contoso", "fabrikam"] {
            let workspace = try await Workspace.open(place, surroundings: surroundings)
            _ = try await AddForest(in: workspace)
                .run(name: "\(name).test", source: .file(WorkspaceOnDisk.offline("\(name).before")))
        }
        let workspace = try await Workspace.open(place, surroundings: surroundings)
        try await RefreshSchema(in: workspace).apply(try await RefreshSchema(in: workspace).prepare { _ in })
        let records = try String(contentsOfFile: WorkspaceOnDisk.offline("fabrikam.before"), encoding: .utf8)
            .components(separatedBy: "\n\n")
            // Without the schema's head it is no whole schema, and classes may name what it does not define.
            .filter { !$0.contains("lDAPDisplayName: department\n") && !$0.contains("objectClass: dMD\n") }
        let live = [
            "contoso.test": WorkspaceOnDisk.offline("contoso.after"),
            "fabrikam.test": try folder.write(records.joined(separator: "\n\n"), to: "fabrikam.after.ldif")
                .path(percentEncoded: false),
        ]
        _ = try await DecideSchemaChanges(in: workspace).decide(
            try .init(.defer, why: "waits for <someone> | @team"),
            forest: "contoso.test",
            names: ["msDS-DeviceContainer"],
            live: live["contoso.test"]
        )
        let plan = try await RefreshSchema(in: workspace).prepare(live: live) { _ in }.plan
        return try elsewhere(plan, live)
    }

    /// The plan with the paths of this machine replaced.
    private static func elsewhere(
        _ plan: Plan<RefreshContent>,
        _ files: [String: String]
    ) throws -> Plan<RefreshContent> {
        var text = String(decoding: try CanonicalJSON.encode(plan), as: UTF8.self)
        for (forest, path) in files { text = text.replacing(path, with: "/srv/\(forest).ldif") }
        let moved = try CanonicalJSON.decode(Plan<RefreshContent>.self, from: text.utf8)
        return try Plan(
            kind: moved.kind,
            basis: moved.basis,
            content: moved.content,
            hazards: moved.hazards,
            origin: moved.origin
        )
    }

    /// A plan in which every text has a mark in it, with as many differences and properties as asked for.
    static func marked(_ mark: String, count: Int = 1) throws -> Plan<RefreshContent> {
        let forest = ConnectorID("\(mark)-connector")
        func name(_ word: String) -> AttributeName { AttributeName("\(mark)\(word)") }
        let facets =
            SchemaFacet.Kind.allCases.map {
                SchemaFacet(
                    $0,
                    from: .text("\(mark)-from-\($0.rawValue)"),
                    to: .list([mark, "\(mark)-to-\($0.rawValue)"])
                )
            } + [SchemaFacet(.rangeUpper, from: .number(918_273), to: .number(918_274))]
        let changes = (0..<count).flatMap { number in
            SchemaChange.Action.allCases.flatMap { action in
                SchemaChange.Element.allCases.map {
                    SchemaChange(element: $0, action: action, name: name("\($0.rawValue)\(number)"), facets: facets)
                }
            }
        }
        let impacts = changes.map { change in
            SchemaImpact(
                change: change,
                effects: SchemaImpact.Effect.Kind.allCases.map {
                    SchemaImpact.Effect(kind: $0, rule: "\(mark) rule", part: "flow \(mark)flow")
                },
                inclusion: .begins
            )
        }
        let decision = SchemaDecision(
            forest: "\(mark).test",
            element: .attribute,
            name: name("held"),
            change: .added,
            choice: .ignore,
            until: "2027-01-31",
            who: "\(mark)@host",
            when: "2026-11-25T00:00:00Z",
            why: "because of \(mark)"
        )
        func refresh(_ state: ForestRefresh.State, _ failure: String?) -> ForestRefresh {
            ForestRefresh(
                connector: forest,
                name: "\(mark).test",
                state: state,
                source: "/srv/\(mark).ldif",
                liveDigest: Fingerprint(of: mark.utf8).hex,
                liveForest: "\(mark).live",
                cachedForest: "\(mark).cached",
                cachedVersion: 1,
                cachedObjectVersion: 918_273,
                liveObjectVersion: 918_274,
                classes: 3,
                attributes: 4,
                diff: SchemaDiff(changes: changes, unreadable: [name("unreadable")]),
                effective: [
                    EffectiveChange(
                        objectClass: name("class"),
                        gained: [.init(attribute: name("gained"), through: name("through"))],
                        lost: [.init(attribute: name("lost"), through: name("through"))],
                        required: [name("required")],
                        released: [name("released")]
                    )
                ],
                impacts: impacts,
                held: changes.prefix(1).map { HeldChange(change: $0, decision: decision) },
                accepted: [decision],
                unreadable: [
                    UnreadableDefinition(place: "CN=\(mark)", reason: "no \(mark)", text: "( \(mark) )")
                ],
                failure: failure
            )
        }
        let identity = RuleIdentity(connector: forest, tag: "\(mark).tag")
        let parts = [
            RuleChange.Part(
                name: "flow \(mark)",
                from: nil,
                to: "Trim([\(mark)])",
                reason: "attribute \(mark) is gone"
            ),
            RuleChange.Part(name: "scope", from: "\(mark) = 1", to: nil),
        ]
        let rules = [RuleChange.Action.appears, .goes, .changes].map {
            RuleChange(
                identity: identity,
                name: "\(mark) rule",
                action: $0,
                reason: "class \(mark) is not in the schema",
                flowCount: 2,
                parts: $0 == .changes ? parts : []
            )
        }
        let forests = [refresh(.read, nil), refresh(.failed, "ldaps://\(mark).test\nsays \(mark)")]
        let diff = RuleDiff(changes: rules, renumbered: 2)
        return try Plan(
            kind: RefreshContent.planKind,
            basis: ["schema of \(mark).test": Fingerprint(of: [1]), "rules": Fingerprint(of: [2])],
            content: RefreshContent(
                request: RefreshRequest(forests: ["\(mark).test"], files: ["\(mark).test": "/srv/\(mark).ldif"]),
                forests: forests,
                rules: diff,
                merge: merge(mark),
                requirements: [RunRequirement(connector: forest, kind: .fullImport, reason: "rules: 1 \(mark)")],
                estimate: RunEstimate(objects: 12, seconds: 3, lastRun: "2026-11-24T00:00:00Z")
            ),
            hazards: RefreshHazards.find(in: forests, diff)
                + [Hazard(kind: "unknown", subject: mark, sentence: "A later version says \(mark).")],
            origin: PlanOrigin(author: "\(mark)@host", date: "2026-11-25T00:00:00Z", program: "dryad 0.1.0")
        )
    }

    /// A merge with one conflict, which holds the mark in all that a report shows of it.
    private static func merge(_ mark: String) -> RuleMergeReport {
        func rule(_ expression: String) -> PortableRule {
            var rule = PortableRule(
                name: "\(mark) rule",
                direction: .inbound,
                connector: ConnectorID.tenant.text,
                sourceObjectType: "user",
                targetObjectType: "person",
                link: .join,
                precedence: 100
            )
            rule.immutableTag = "Microsoft.X.001"
            rule.mappings = [PortableMapping(destination: "mail", expression: "\(mark)\(expression)")]
            return rule
        }
        let result = RuleMerge.merge(base: [rule("1")], theirs: [rule("2")], ours: [rule("3")])
        return RuleMergeReport(
            counts: result.counts,
            conflicts: result.conflicts,
            notices: result.notices,
            renumbered: result.renumbered,
            unknown: [],
            files: [],
            movesBase: true
        )
    }
}
