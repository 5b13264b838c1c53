import Connectors
import Directory
import SQLiteStore
import SyncEngine

/// Why an import does not bring an object that its forest shows.
extension LiveReading {
    /// How many runs are looked through for an error: an import of changes tells one only where the object has changed.
    private static let runs = 20

    /// Why imports leave it out, as people have decided in dryad.yaml; nothing where they do not.
    func exclusion(_ object: LiveObject, in forest: ForestConfiguration) async throws -> String? {
        guard object.isPartitionImported else {
            return
                "\(object.partition) is among the domains of \(forest.name) that are not read (excludeDomains in dryad.yaml)."
        }
        guard object.isContainerRead else {
            return "Its container is among those of \(forest.name) that are not read. "
                + "`dryad customize filter \(forest.name) --tree` shows which are."
        }
        if let group = forest.groupFilter, try await !isMember(object.entry.dn, of: group, in: forest) {
            return "It is no direct member of \(group), whose members alone are read of \(forest.name) (groupFilter in "
                + "dryad.yaml). Make it one, or take the filter away with `dryad customize group-filter remove \(forest.name)`."
        }
        return nil
    }

    /// What the last import that could not take it, or its domain, said of that; nothing where the next one may well bring it.
    func failure(_ object: LiveObject, in forest: ForestConfiguration) async throws -> String? {
        let runs = try await workspace.store.runs(limit: Self.runs)
        if let reason = domainFailure(object, in: forest, runs) { return reason }
        for run in runs {
            let errors = try await workspace.store.run(run.number)?.errors ?? []
            let own = errors.first { $0.connector == forest.connector && $0.object == object.entry.dn }
            guard let own else { continue }
            return
                "\(forest.name) shows it, and the import of run \(run.number) could not take it, \(own.code): \(own.message) "
                + "An import brings it once that is mended in the forest."
        }
        return nil
    }

    /// Why the last import of its domain took over nothing at all, such as by the old name of a container that the filter names.
    private func domainFailure(_ object: LiveObject, in forest: ForestConfiguration, _ runs: [RunRecord]) -> String? {
        for run in runs {
            let imports = run.details.filter { step in
                step.connector == forest.connector && [RunProfile.fullImport, .deltaImport].contains(step.profile)
                    && (step.partition == nil || step.partition == object.partition)
            }
            guard !imports.isEmpty else { continue }
            // What a person has stopped only has to be run again.
            let failed = imports.first { $0.status.isStopped && $0.status != .stoppedUser && !$0.remarks.isEmpty }
            guard let step = failed else { return nil }
            let reason = step.remarks.joined(separator: " ")
            return
                "\(forest.name) shows it, and run \(run.number) could not import its domain, \(step.status): \(reason)"
                + "\(reason.hasSuffix(".") ? "" : ".") No import brings it before that is mended."
        }
        return nil
    }

    /// Whether a group has an object among its direct members; a group that is not there has none.
    private func isMember(_ name: String, of group: String, in forest: ForestConfiguration) async throws -> Bool {
        guard let question = DistinguishedName(group), let own = DistinguishedName(name)?.normalized else {
            return false
        }
        let found = try await look(.name(question), in: forest, also: ["member"]).first?.entry
        guard let found, let member = workspace.store.table.existing("member") else { return false }
        return found.values(of: member).contains { value in
            DistinguishedName(String(decoding: value, as: UTF8.self))?.normalized == own
        }
    }
}
