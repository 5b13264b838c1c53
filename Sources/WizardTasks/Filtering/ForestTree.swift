public import Connectors
import Directory
import SyncEngine

/// The containers of a forest as its servers show them now.
public struct ForestTree: Sendable {
    /// Its domains.
    public let domains: [DomainContainers]

    /// Reads the tree of a forest, live.
    public static func read(_ forest: ForestConfiguration, _ workspace: Workspace) async throws -> ForestTree {
        let reader = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings).reader(forest)
        return ForestTree(domains: try await reader.containers())
    }

    /// All containers of domains that could be read.
    public var containers: [ForestContainer] { domains.flatMap(\.containers) }

    /// The container of that name, however it is written.
    func container(named name: String) throws(TaskError) -> ForestContainer {
        if let found = containers.first(where: { FilterRequest.isSame($0.dn, name) }) { return found }
        let failures = domains.compactMap { one in one.failure.map { "\(one.dnsName): \($0)" } }
        let lacks = failures.isEmpty ? "" : " These domains could not be read:\n" + failures.joined(separator: "\n")
        throw TaskError(
            .options,
            "There is no container \(name). `dryad customize filter FOREST --tree` lists them.\(lacks)"
        )
    }

    /// Refuses domains that are named and that a forest does not have, and to leave out all that it has.
    func check(named: [String], excluded: Set<String>, of forest: String) throws(TaskError) {
        let known = domains.map(\.dnsName)
        if let name = named.first(where: { !known.contains($0) }) {
            let has = known.count == 1 ? "Its only domain is" : "Its domains are"
            throw TaskError(
                .options,
                "\(forest) has no domain \(name). \(has) \(known.joined(separator: ", "))."
            )
        }
        guard known.contains(where: { !excluded.contains($0) }) else {
            throw TaskError(.options, "No domain of \(forest) would be read. Leave one.")
        }
    }

    /// A selection with the names that its containers have now, known by their objectGUIDs.
    func renamed(_ selection: ContainerSelection) -> ContainerSelection {
        let now = Dictionary(
            containers.compactMap { container in container.id.map { ($0, container.dn) } },
            uniquingKeysWith: { first, _ in first }
        )
        var selection = selection
        for place in selection.containers.indices {
            guard let id = selection.containers[place].id, let name = now[id] else { continue }
            if !FilterRequest.isSame(name, selection.containers[place].dn) { selection.containers[place].dn = name }
        }
        return selection
    }

    /// Why a selection cannot be; nothing where it can.
    func problem(with selection: ContainerSelection) -> String? {
        let scope = selection.scope
        let readable = domains.filter { !$0.isExcluded && $0.failure == nil }.flatMap(\.containers)
        guard !readable.isEmpty, !readable.contains(where: { scope.includes(contentsOf: $0.dn) }) else { return nil }
        return "No container would be read at all. Leave one, or leave out the domain."
    }

    /// How many of these objects, whose names are the present ones, a selection by its old names does not read.
    func lost(_ names: [String], _ selection: ContainerSelection) -> Int {
        let (scope, present) = (selection.scope, renamed(selection))
        let moves = zip(selection.containers, present.containers).filter { $0.dn != $1.dn }
            .compactMap { old, new in
                DistinguishedName(old.dn).flatMap { old in DistinguishedName(new.dn).map { (old, $0) } }
            }
        return names.count { name in
            guard let object = DistinguishedName(name) else { return false }
            // The connector space knows the object by its name of before, the import would meet it by the new one.
            guard let (old, new) = moves.first(where: { object.isWithin($0.0) }) else { return !scope.includes(name) }
            let rest = object.components.dropLast(old.components.count)
            return !scope.includes(DistinguishedName(components: rest + new.components).text)
        }
    }

    /// Says of the name that an object has now whether a forest reads it.
    func isRead(by forest: ForestConfiguration) -> (_ name: String) -> Bool {
        let excluded = domains.filter { forest.excludedDomains.contains($0.dnsName) }
            .compactMap { DistinguishedName($0.domain) }
        let lower = domains.compactMap { DistinguishedName($0.domain) }
        let scope = forest.filter.scope
        return { name in
            guard let object = DistinguishedName(name) else { return true }
            let domain = lower.filter { object.isWithin($0) }.max { $0.components.count < $1.components.count }
            if let domain, excluded.contains(domain) { return false }
            return scope.includes(name)
        }
    }
}
