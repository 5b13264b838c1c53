import Directory

/// The simulated tenant: takes changes as the real one would, or refuses them and says why.
///
/// One change at a time: an actor, so that uniqueness is decided against everything that was taken before.
public actor Tenant {
    /// The tenant's objects.
    public nonisolated let store: any TenantStore

    /// Opens a tenant on its store.
    public init(store: any TenantStore) { self.store = store }

    /// Carries out changes in order and says of each what became of it, in the same order.
    ///
    /// What is accepted is stored in one transaction; a failure of the store means that nothing was taken.
    public func process(_ changes: [TenantChange]) async throws -> [TenantVerdict] {
        let held = try await store.objects()
        var objects = Dictionary(held.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
        var index = UniquenessIndex(held, table: store.table)
        var packer = EntryPacker()
        var writes: [TenantWrite] = []
        var verdicts: [TenantVerdict] = []
        for change in changes {
            do throws(TenantValidator.Refusal) {
                try TenantValidator.check(change)
                let before = objects[change.anchor]
                guard change.operation != .delete else {
                    guard let before else { throw Self.missing(change) }
                    index.remove(before, table: store.table)
                    objects[change.anchor] = nil
                    writes.append(.remove(anchor: change.anchor))
                    verdicts.append(.accepted)
                    continue
                }
                let after = try result(of: change, on: before, &packer)
                if let (attribute, value, owner) = index.collision(of: after, table: store.table) {
                    throw TenantValidator.Refusal(
                        code: "AttributeValueMustBeUnique",
                        message: "\(attribute) \"\(value)\" belongs to the object with source anchor \(owner) already."
                    )
                }
                if let before { index.remove(before, table: store.table) }
                index.insert(after, table: store.table)
                objects[change.anchor] = after
                writes.append(.put(after))
                verdicts.append(.accepted)
            } catch {
                verdicts.append(.rejected(code: error.code, message: error.message))
            }
        }
        try await store.apply(writes)
        return verdicts
    }

    private func result(
        of change: TenantChange,
        on before: TenantObject?,
        _ packer: inout EntryPacker
    ) throws(TenantValidator.Refusal) -> TenantObject {
        // An addition of an anchor that is there already is a hard match: the object is taken over (upsert), so that an
        // export whose answer was lost can be repeated.
        if let before, before.objectClass != change.objectClass {
            throw TenantValidator.Refusal(
                code: "ObjectTypeMismatch",
                message: "The object with this source anchor is a \(before.objectClass), not a \(change.objectClass)."
            )
        }
        guard change.operation == .add || before != nil else { throw Self.missing(change) }
        let named = Set(change.attributes.map(\.name))
        packer.begin(dn: change.name)
        if change.operation == .update, let before {
            for number in before.entry.attributes {
                guard let name = store.table.name(of: number), !named.contains(name) else { continue }
                for value in before.entry.values(of: number) { packer.add(number, value) }
            }
        }
        for attribute in change.attributes {
            guard let number = store.table.identifier(for: attribute.name) else {
                throw TenantValidator.Refusal(
                    code: "LargeObject",
                    message: "The tenant knows \(AttributeTable.capacity) attribute names and takes no further one."
                )
            }
            for value in attribute.values { packer.add(number, value) }
        }
        return TenantObject(objectClass: change.objectClass, anchor: change.anchor, entry: packer.finish())
    }

    private static func missing(_ change: TenantChange) -> TenantValidator.Refusal {
        TenantValidator.Refusal(
            code: "cd-missing-object",
            message: "The tenant has no object with the source anchor \(change.anchor)."
        )
    }
}
