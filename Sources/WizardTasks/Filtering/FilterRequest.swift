import Connectors
import Directory
import Plans
import SQLiteStore
import SyncEngine

/// Changes which containers and domains of a forest are read.
///
/// Containers are named by their DNs as they are now; their `objectGUID`s are noted beside, so that one that is renamed
/// later is known again. Asked for nothing, it puts the present names of renamed containers into dryad.yaml.
public struct FilterRequest: SettingsRequest {
    /// The forest.
    public var forest: String
    /// Containers that are to be read.
    public var read: [String]
    /// Containers that are not.
    public var skip: [String]
    /// Containers of which nothing is to be said any more: what is above them decides.
    public var forget: [String]
    /// Whether organizational units that are made later are read; nothing leaves it as it is.
    public var includesNew: Bool?
    /// Domains, by their DNS names, that are to be read again.
    public var readDomains: [String]
    /// Domains that are not read.
    public var skipDomains: [String]

    /// Asks for a change of a forest's filter.
    public init(
        forest: String,
        read: [String] = [],
        skip: [String] = [],
        forget: [String] = [],
        includesNew: Bool? = nil,
        readDomains: [String] = [],
        skipDomains: [String] = []
    ) {
        self.forest = forest
        self.read = read.sorted()
        self.skip = skip.sorted()
        self.forget = forget.sorted()
        self.includesNew = includesNew
        self.readDomains = readDomains.map(ASCII.lowercased).sorted()
        self.skipDomains = skipDomains.map(ASCII.lowercased).sorted()
    }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        let forest = try workspace.configuration.forest(named: forest)
        let tree = try await ForestTree.read(forest, workspace)
        let prefix = "forests.\(forest.name)."
        var draft = SettingsDraft(
            workspace,
            touches: [prefix + "newContainers", prefix + "containers.", prefix + "excludeDomains"]
        )
        var changed = forest
        changed.filter = try selection(forest.filter, tree, &draft)
        changed.excludedDomains = try excluded(forest, tree)
        if changed == forest { return draft }
        draft.configuration.forests = draft.configuration.forests.map {
            $0.connector == forest.connector ? changed : $0
        }
        try await count(workspace, tree, from: forest, to: changed, &draft)
        draft.requirements = [
            RunRequirement(
                connector: forest.connector,
                kind: .fullImport,
                reason: "other containers or domains are read"
            )
        ]
        return draft
    }

    private func selection(
        _ old: ContainerSelection,
        _ tree: ForestTree,
        _ draft: inout SettingsDraft
    ) throws -> ContainerSelection {
        var selection = tree.renamed(old)
        for (before, after) in zip(old.containers, selection.containers) where before.dn != after.dn {
            draft.consequences.append("\(before.dn) is called \(after.dn) now; its objectGUID is the same.")
        }
        let wasNew = old.includesNew
        if let includesNew { selection.includesNew = includesNew }
        for (names, isRead) in [(read, true), (skip, false)] {
            for name in names { selection.set(try tree.container(named: name), isRead: isRead) }
        }
        for name in forget { selection.containers.removeAll { Self.isSame($0.dn, name) } }
        if wasNew, !selection.includesNew {
            // What is there now goes on being read or not; only what comes later is not.
            let scope = selection.scopeWithNew
            for unit in tree.containers where unit.isUnit && !selection.names(unit.dn) {
                selection.set(unit, isRead: scope.includes(contentsOf: unit.dn))
            }
        }
        selection.sort()
        if let reason = tree.problem(with: selection) { throw TaskError(.options, reason) }
        return selection
    }

    private func excluded(_ forest: ForestConfiguration, _ tree: ForestTree) throws -> [String] {
        guard !readDomains.isEmpty || !skipDomains.isEmpty else { return forest.excludedDomains }
        let left = Set(forest.excludedDomains).union(skipDomains).subtracting(readDomains)
        try tree.check(named: readDomains + skipDomains, excluded: left, of: forest.name)
        return left.sorted()
    }

    /// Says how many of the objects that are known would not be read any more.
    private func count(
        _ workspace: Workspace,
        _ tree: ForestTree,
        from old: ForestConfiguration,
        to new: ForestConfiguration,
        _ draft: inout SettingsDraft
    ) async throws {
        let objects = try await workspace.store.connectorSpace(of: old.connector)
            .map { (objectClass: $0.objectClass.spelling, dn: $0.entry.dn) }
        let names = objects.map(\.dn)
        draft.basis["connector space of \(old.name)"] = try Fingerprint(canonical: names.sorted())
        let byOldNames = tree.lost(names, old.filter)
        if byOldNames > 0, tree.renamed(old.filter) != old.filter {
            draft.hazards.append(
                Hazard(
                    kind: "renamedContainer",
                    subject: old.name,
                    sentence:
                        "By the old name, \(Self.objects(byOldNames)) of \(old.name) would be deleted by the next full "
                        + "import; by the new one they stay."
                )
            )
        }
        let isRead = tree.isRead(by: new)
        let kept = objects.filter { isRead($0.dn) }
        let lost = names.count - kept.count
        guard lost > 0 else { return }
        let limit = workspace.configuration.deletionLimit
        var isGuarded = lost > limit ? " The deletion guard, at \(limit), would stop the export." : ""
        let before = try await workspace.store.acceptedTallies(of: old.connector)
        if !workspace.configuration.importGuard.objections(before: before, now: ObjectTally.count(kept)).isEmpty {
            isGuarded =
                " The import guard would stop that run before anything is synchronized; what is meant passes once "
                + "with `dryad sync run --allow-drop --reason TEXT`."
        }
        draft.hazards.append(
            Hazard(
                kind: "deletesObjects",
                subject: old.name,
                sentence:
                    "The next full import would take \(Self.objects(lost)) of \(names.count) of \(old.name) for deleted; "
                    + "the export then deletes what the tenant has of them.\(isGuarded)"
            )
        )
    }

    private static func objects(_ count: Int) -> String { "\(count) object\(count == 1 ? "" : "s")" }

    static func isSame(_ left: String, _ right: String) -> Bool {
        guard let left = DistinguishedName(left), let right = DistinguishedName(right) else { return left == right }
        return left == right
    }
}
