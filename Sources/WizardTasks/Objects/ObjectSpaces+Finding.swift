import CloudTenant
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

extension ObjectSpaces {
    /// Finds the one object that is called so, with what the tenant holds of it.
    ///
    /// Nothing where nobody is; an error that lists the candidates where several are.
    func find(_ name: ObjectName) async throws -> ObjectSubject? {
        let candidates = candidates(name)
        if candidates.count > 1 { throw ambiguous(name, candidates) }
        if let only = candidates.first { return try await withTenant(only) }
        return try await inTenant(name)
    }

    /// The objects that a name may mean, of the first kind of name that finds any.
    func candidates(_ name: ObjectName) -> [ObjectSubject] {
        let exact = byIdentity(name)
        if !exact.isEmpty { return exact }
        for level in ObjectName.levels {
            let found = search { name.matches(level, Entry($0, table: table)) }
            if !found.isEmpty { return found }
        }
        return []
    }

    private func byIdentity(_ name: ObjectName) -> [ObjectSubject] {
        if let dn = name.dn {
            let found = subjects(
                objects: { DistinguishedName($0.entry.dn)?.normalized == dn.normalized },
                images: { ASCII.lowercased($0.entry.dn) == ASCII.lowercased(name.text) }
            )
            if !found.isEmpty { return found }
        }
        for reading in name.readings {
            let bytes = reading.guid?.bytes
            let found = subjects(
                objects: { $0.identity.anchor == bytes || (bytes != nil && $0.link?.bytes == bytes) },
                images: { $0.anchor == reading.anchor }
            )
            if !found.isEmpty { return found }
        }
        return []
    }

    private func search(_ matches: (PackedEntry) -> Bool) -> [ObjectSubject] {
        let inSpaces = subjects(objects: { matches($0.entry) }, images: { _ in false })
        if !inSpaces.isEmpty { return inSpaces }
        return subjects(objects: { _ in false }, images: { matches($0.entry) })
    }

    /// The subjects of the objects and images that are asked for, each once.
    private func subjects(
        objects: (ConnectorSpaceObject) -> Bool,
        images: (ExportImage) -> Bool
    ) -> [ObjectSubject] {
        var known: Set<MetaverseID> = []
        var found: [ObjectSubject] = []
        for object in spaces.lazy.flatMap(\.objects) where objects(object) {
            if let link = object.link, !known.insert(link).inserted { continue }
            found.append(subject(of: object))
        }
        for image in desired + exported where images(image) && known.insert(image.metaverse).inserted {
            found.append(subject(of: image.metaverse))
        }
        return found
    }

    // MARK: The tenant

    /// The subject with the tenant's object that has its source anchor.
    func withTenant(_ subject: ObjectSubject) async throws -> ObjectSubject {
        guard let anchor = subject.anchor, let tenant = workspace.tenantInFile else { return subject }
        var subject = subject
        subject.tenant = try await tenant.store.read { try $0.object(anchor: anchor) }
        return subject
    }

    /// An object that only the tenant has.
    private func inTenant(_ name: ObjectName) async throws -> ObjectSubject? {
        guard let store = workspace.tenantInFile?.store else { return nil }
        let anchors = name.readings.map(\.anchor)
        let id = TenantObjectID(name.text)
        let found = try await store.read { reading in
            if let id, let object = try reading.object(id) { return [object] }
            for anchor in anchors { if let object = try reading.object(anchor: anchor) { return [object] } }
            for level in ObjectName.levels {
                let objects = try reading.objects(.present).filter {
                    name.matches(level, Entry($0.entry, table: reading.table))
                }
                if !objects.isEmpty { return objects }
            }
            return []
        }
        guard found.count < 2 else {
            let lines = found.prefix(10).map { "  \($0.objectClass)  \($0.id)" }
            throw TaskError(
                .ambiguousObject,
                "\"\(name.text)\" means \(found.count) objects of the tenant. Name one by its identity:\n"
                    + lines.joined(separator: "\n")
            )
        }
        return found.first.map { object in
            var subject = ObjectSubject()
            subject.tenant = object
            return subject
        }
    }

    // MARK: Errors

    /// The error that lists whom a name may mean, with names that mean one alone.
    private func ambiguous(_ name: ObjectName, _ candidates: [ObjectSubject]) -> TaskError {
        let lines = candidates.prefix(10).map { subject in
            let member = subject.members.first
            let objectClass = member?.objectClass ?? subject.desired?.objectClass ?? ""
            let place = member.map { "\(self.name(of: $0.identity.connector))  \($0.entry.dn)" } ?? subject.anchor ?? ""
            return "  \(objectClass)  \(label(subject))  \(place)"
        }
        let more = candidates.count > 10 ? "\n  … and \(candidates.count - 10) more" : ""
        return TaskError(
            .ambiguousObject,
            "\"\(name.text)\" means \(candidates.count) objects. Name one by its DN, GUID or immutable id:\n"
                + lines.joined(separator: "\n") + more
        )
    }

    /// The error for a name that nobody has.
    func unknown(_ name: ObjectName) -> TaskError {
        TaskError(
            .unknownObject,
            "Nothing in this workspace or its tenant is called \"\(name.text)\". Name an object by its principal name, mail "
                + "address, DN, GUID, immutable id, short account name or display name; `dryad sync run` imports what is new."
        )
    }
}
