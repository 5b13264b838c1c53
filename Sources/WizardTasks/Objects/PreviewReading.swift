import Connectors
import Directory
import SQLiteStore
import SyncEngine

/// Finds what a preview tries: an object that is known, or one that a forest shows, as the next import would leave it.
struct PreviewReading {
    let workspace: Workspace
    let name: ObjectName
    /// What is known by the name; nothing where nothing is.
    let subject: ObjectSubject?
    let spaces: ObjectSpaces
    let rules: ObjectRules

    private static let stored = "the last import"
    /// What is told where a forest might know a name, and is not to be asked.
    static let unasked =
        "No forest was asked for the name, since objects are to be taken as they were imported last (`--stored`)."

    private var live: LiveReading { LiveReading(workspace: workspace, rules: rules) }

    /// Reads it, from its forest where that may be asked; nothing where no connector space and no forest has it.
    func trial(isLive: Bool, _ notes: inout [String]) async throws -> PreviewTrial? {
        let known = subject.map { rules.meant(by: name, $0) } ?? []
        guard let member = known.first else {
            if isLive { return try await unknown(&notes) }
            notes.append(Self.unasked)
            return nil
        }
        let trial: PreviewTrial
        if isLive {
            trial = try await now(member, &notes)
        } else {
            trial = PreviewTrial(before: member, object: member, source: Self.stored)
        }
        if let copyText {
            notes += (subject?.copies ?? []).filter { $0.number == nil }.map { "It \(copyText.standing($0))." }
        }
        notes += [PreviewObject.choice(of: member, among: known, spaces)].compactMap(\.self)
        return trial
    }

    private var copyText: CopyObjectText? {
        subject.map { CopyObjectText(subject: $0, spaces: spaces, rules: rules) }
    }

    /// One that no connector space has by this name: new, or called otherwise since the last import.
    private func unknown(_ notes: inout [String]) async throws -> PreviewTrial? {
        let (found, failures) = try await live.find(name, also: [])
        notes += failures
        let coming = found.filter { $0.exclusion == nil }
        let meant = coming.isEmpty ? found : coming
        guard meant.count < 2 else { throw LiveReading.ambiguous(name, meant) }
        guard let first = meant.first, let imported = live.imported(first) else { return nil }
        if let member = known(imported.identity) {
            notes.append(first.renamed(member))
            return try await shown(first.object, member, &notes)
        }
        if let failure = first.failure { notes.append(failure) }
        return PreviewTrial(
            before: nil,
            object: imported,
            source: "\(first.forest.name), now",
            exclusion: first.exclusion ?? untaken(imported)
        )
    }

    /// Why no import brings an object of its class; nothing where one does.
    private func untaken(_ object: ConnectorSpaceObject) -> String? {
        let connector = object.identity.connector
        guard !live.takes(object.objectClass, of: connector) else { return nil }
        return "No rule of \(spaces.name(of: connector)) takes objects of the class \(object.objectClass)."
    }

    /// The object of a connector space, whichever domain of its forest it was in.
    private func known(_ identity: ConnectorSpaceIdentity) -> ConnectorSpaceObject? {
        if let object = spaces.object(identity) { return object }
        let space = spaces.spaces.first { $0.connector == identity.connector }
        return space?.objects.first { $0.identity.anchor == identity.anchor }
    }

    /// One that is known, as its forest shows it; as it was imported last, where that cannot be asked.
    private func now(_ member: ConnectorSpaceObject, _ notes: inout [String]) async throws -> PreviewTrial {
        do {
            if let read = try await live.read(member, also: []) { return try await shown(read, member, &notes) }
            guard let copy = subject?.copy(of: member), let copyText else { return try await gone(member, &notes) }
            notes.append("It \(copyText.standing(copy)). It is taken here as it was imported last.")
        } catch {
            try Task.checkCancellation()
            notes.append("It is taken as it was imported last, since its forest could not be asked: \(error)")
        }
        return PreviewTrial(before: member, object: member, source: Self.stored)
    }

    private func source(of member: ConnectorSpaceObject) -> String {
        "\(spaces.name(of: member.identity.connector)), now"
    }

    private func shown(
        _ read: LiveObject,
        _ member: ConnectorSpaceObject,
        _ notes: inout [String]
    ) async throws -> PreviewTrial {
        let forest = workspace.configuration.forests.first { $0.connector == member.identity.connector }
        // An import takes away what it leaves out, as it does what is not there.
        if let forest, let exclusion = try await live.exclusion(read, in: forest) {
            notes.append("\(exclusion) The next import takes it away.")
            return PreviewTrial(before: member, object: nil, source: source(of: member))
        }
        let forestName = spaces.name(of: member.identity.connector)
        guard let objectClass = taken(read, member) else {
            let what = read.objectClass.map { "the class \($0)" } ?? "classes that the cached schema does not know"
            notes.append("\(forestName) shows it with \(what) now, which no rule takes: the next import takes it away.")
            return PreviewTrial(before: member, object: nil, source: source(of: member))
        }
        if objectClass != member.objectClass {
            notes.append(
                "\(forestName) shows it as \(objectClass) now: the last import brought it as \(member.objectClass)."
            )
        }
        // An import lays the forest's simulated copy over what it reads.
        let copy = try await workspace.store.copies(of: [member.identity])[member.identity]
        let entry = live.included(read.entry, of: member.identity.connector)
        let object = ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: member.identity.connector,
                partition: partition(of: read, member),
                anchor: member.identity.anchor
            ),
            objectClass: objectClass,
            entry: copy?.applied(to: entry) ?? entry,
            link: member.link
        )
        return PreviewTrial(before: member, object: object, source: source(of: member))
    }

    /// The domain in which an import has an object that is known: it may have come to another one.
    ///
    /// A domain that is known already is called as it was, however the forest writes it now.
    private func partition(of read: LiveObject, _ member: ConnectorSpaceObject) -> String {
        guard !read.partition.isEmpty, let name = DistinguishedName(read.partition)?.normalized else {
            return member.identity.partition
        }
        let space = spaces.spaces.first { $0.connector == member.identity.connector }
        let known = Set(space?.objects.map(\.identity.partition) ?? []).sorted()
        return ([member.identity.partition] + known).first { DistinguishedName($0)?.normalized == name }
            ?? read.partition
    }

    /// The class by which an import takes an object that is known; nothing where it takes none of its classes.
    ///
    /// One whose classes are not to be seen is no evidence of another class.
    private func taken(_ read: LiveObject, _ member: ConnectorSpaceObject) -> AttributeName? {
        guard let objectClass = read.objectClass else {
            let known = workspace.store.table.existing("objectClass")
            let hasClasses = known.map { !read.entry.values(of: $0).isEmpty } ?? false
            return hasClasses ? nil : member.objectClass
        }
        return live.takes(objectClass, of: member.identity.connector) ? objectClass : nil
    }

    // MARK: Objects that have gone

    /// One that its forest does not show any more; who has its name there now, comes with the same import.
    private func gone(_ member: ConnectorSpaceObject, _ notes: inout [String]) async throws -> PreviewTrial {
        let forest = spaces.name(of: member.identity.connector)
        let configured = workspace.configuration.forests.first { $0.connector == member.identity.connector }
        if let configured, let doubt = try await live.absenceDoubt(in: configured) {
            notes.append("\(forest) does not show it any more, and an import keeps it as it was. \(doubt)")
            return PreviewTrial(before: member, object: member, source: Self.stored)
        }
        let absence = "\(forest) does not show it any more: the next import takes it away"
        guard let (successor, isMeant) = try await self.successor(of: member) else {
            notes.append(absence + ".")
            return PreviewTrial(before: member, object: nil, source: source(of: member))
        }
        let identity = ObjectGUID(bytes: successor.identity.anchor).map { " with the objectGUID \($0)" } ?? ""
        let other = "another object of that name, \(successor.entry.dn)\(identity)"
        guard isMeant, known(successor.identity) == nil else {
            notes.append("\(absence), and brings \(other).")
            return PreviewTrial(before: member, object: nil, source: source(of: member), brought: successor)
        }
        notes.append(
            "\(forest) shows \(other), which is tried here. The one that was imported by that name, \(member.entry.dn), is not "
                + "there any more: the next import takes it away."
        )
        return PreviewTrial(before: nil, object: successor, source: source(of: member), gone: member)
    }

    /// The object that the forest shows by the name that was asked for, or by the DN, of one that has gone.
    private func successor(
        of member: ConnectorSpaceObject
    ) async throws -> (object: ConnectorSpaceObject, isMeant: Bool)? {
        let forest = workspace.configuration.forests.first { $0.connector == member.identity.connector }
        guard let forest else { return nil }
        if let found = try await first(LiveReading.question(name), in: forest) {
            return (object: found, isMeant: true)
        }
        guard let dn = DistinguishedName(member.entry.dn) else { return nil }
        return try await first(.name(dn), in: forest).map { (object: $0, isMeant: false) }
    }

    /// The first object that a forest answers a question with, as an import would bring it.
    private func first(
        _ question: ObjectQuestion,
        in forest: ForestConfiguration
    ) async throws -> ConnectorSpaceObject? {
        for object in try await live.look(question, in: forest, also: []) {
            guard var imported = live.imported(LiveReading.Found(forest: forest, object: object)) else { continue }
            guard try await live.exclusion(object, in: forest) == nil, untaken(imported) == nil else { continue }
            imported.link = known(imported.identity)?.link
            return imported
        }
        return nil
    }
}
