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
        guard let only = candidates.first else { return try await inTenant(name) }
        return try await withNamesakes(try await withTenant(only), name)
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
                images: { ASCII.lowercased($0.entry.dn) == ASCII.lowercased(name.text) },
                copies: { DistinguishedName($0.entry.dn)?.normalized == dn.normalized }
            )
            if !found.isEmpty { return found }
        }
        if name.identifier != nil {
            let found = subjects(
                objects: { name.isIdentifier(of: $0.entry, table) },
                images: { _ in false },
                copies: { name.isIdentifier(of: $0.entry, table) }
            )
            if !found.isEmpty { return found }
        }
        for reading in name.readings {
            let bytes = reading.guid?.bytes
            let found = subjects(
                objects: { $0.identity.anchor == bytes || (bytes != nil && $0.link?.bytes == bytes) },
                images: { $0.anchor == reading.anchor },
                copies: { $0.identity.anchor == bytes || (bytes != nil && $0.link?.bytes == bytes) }
            )
            if !found.isEmpty { return found }
        }
        return []
    }

    private func search(_ matches: (PackedEntry) -> Bool) -> [ObjectSubject] {
        let inSpaces = subjects(
            objects: { matches($0.entry) },
            images: { _ in false },
            copies: { matches($0.entry) }
        )
        if !inSpaces.isEmpty { return inSpaces }
        return subjects(objects: { _ in false }, images: { matches($0.entry) }, copies: { _ in false })
    }

    /// The subjects of the objects and images that are asked for, each once; `copies` are asked about as objects that are linked
    /// to what they are for, as long as no import has brought them.
    private func subjects(
        objects: (ConnectorSpaceObject) -> Bool,
        images: (ExportImage) -> Bool,
        copies isMeant: (ConnectorSpaceObject) -> Bool
    ) -> [ObjectSubject] {
        var known: Set<MetaverseID> = []
        var found: [ObjectSubject] = []
        for object in spaces.lazy.flatMap(\.objects) where objects(object) {
            if let link = object.link, !known.insert(link).inserted { continue }
            let subject = subject(of: object)
            known.formUnion(subject.copies.map(\.metaverse))
            found.append(subject)
        }
        for copy in copies where copy.number == nil && isMeant(copy.linked) && known.insert(copy.metaverse).inserted {
            found.append(subject(of: copy))
        }
        for image in desired + exported where images(image) && known.insert(image.metaverse).inserted {
            found.append(subject(of: image.metaverse))
        }
        return found
    }

    // MARK: The tenant

    /// The subject with the tenant's object that has its source anchor, or that it comes from.
    func withTenant(_ subject: ObjectSubject) async throws -> ObjectSubject {
        var subject = subject
        guard let anchor = subject.anchor else {
            guard let returned = subject.returned, subject.isOfCloud else { return subject }
            subject.tenant = try await TenantInquiry(workspace)
                .object(ofCloud: String(decoding: returned.identity.anchor, as: UTF8.self))
            return subject
        }
        subject.tenant = try await TenantInquiry(workspace).object(anchor: anchor)
        return subject
    }

    /// The subject with a remark on every other object that the tenant calls so.
    private func withNamesakes(_ subject: ObjectSubject, _ name: ObjectName) async throws -> ObjectSubject {
        var subject = subject
        let others = try await TenantInquiry(workspace).holders(of: name.text, besides: subject.tenant?.id)
        subject.remarks = others.map { object in
            let master = object.details.isSynchronized ? "synchronized" : "of the cloud alone"
            return
                "Another object of the tenant has the name \"\(name.text)\": the \(object.objectClass) \(object.id), "
                + "\(master). Its identity names it alone."
        }
        return subject
    }

    /// The object that the tenant alone calls so, followed by its source anchor to where it comes from.
    private func inTenant(_ name: ObjectName) async throws -> ObjectSubject? {
        let (found, count) = try await TenantInquiry(workspace).objects(name)
        guard count < 2 else { throw ambiguous(name, found, of: count) }
        guard let object = found.first else { return nil }
        var subject =
            object.anchor.flatMap { self.subject(anchor: $0) } ?? self.subject(ofCloud: object) ?? ObjectSubject()
        // By the rules as they are now it may go to the tenant under another anchor.
        if let anchor = subject.anchor, anchor != object.anchor { return try await withTenant(subject) }
        subject.tenant = object
        return subject
    }

    // MARK: Errors

    /// The error that lists whom a name may mean, with names that mean one alone.
    private func ambiguous(_ name: ObjectName, _ candidates: [ObjectSubject]) -> TaskError {
        let lines = candidates.prefix(10).map { subject in
            let member = subject.members.first
            let copy = subject.copies.first?.object
            let objectClass = member?.objectClass ?? subject.desired?.objectClass ?? copy?.objectClass ?? ""
            let made = copy.map { "simulated copy of \(self.name(of: $0.identity.connector))  \($0.entry.dn)" }
            let place =
                member.map { "\(self.name(of: $0.identity.connector))  \($0.entry.dn)" } ?? subject.anchor ?? made ?? ""
            return "  \(objectClass)  \(label(subject))  \(place)"
        }
        let more = candidates.count > 10 ? "\n  … and \(candidates.count - 10) more" : ""
        return TaskError(
            .ambiguousObject,
            "\"\(name.text)\" means \(candidates.count) objects. Name one by its DN, GUID or immutable id:\n"
                + lines.joined(separator: "\n") + more
        )
    }

    /// The error that lists whom of the tenant a name may mean.
    private func ambiguous(_ name: ObjectName, _ found: [TenantObject], of count: Int) -> TaskError {
        let lines = found.prefix(10).map { object in
            "  \(object.objectClass)  \(label(object))  \(object.id)" + (object.deletedSince == nil ? "" : "  deleted")
        }
        let more = count > 10 ? "\n  … and \(count - 10) more" : ""
        return TaskError(
            .ambiguousObject,
            "\"\(name.text)\" means \(count) objects of the tenant. Name one by its identity:\n"
                + lines.joined(separator: "\n") + more
        )
    }

    /// The error for a name that nobody has; a remark may say where nobody has looked.
    func unknown(_ name: ObjectName, _ remark: String? = nil) -> TaskError {
        TaskError(
            .unknownObject,
            "Nothing in this workspace or its tenant is called \"\(name.text)\". Name an object by its principal name, mail "
                + "address, DN, GUID, security identifier, immutable id, short account name or display name; `dryad sync run` "
                + "imports what is new."
                + [workspace.tenantSilence, remark].compactMap(\.self).map { "\n" + $0 }.joined()
        )
    }
}
