import Directory

extension Tenant {
    /// Puts values in place of those that an object has of an attribute that the cloud is the master of; none empty it.
    ///
    /// It is no export: neither the throttle nor the writer has to do with it, and ordered faults wait for another change.
    public func set(
        _ attribute: CloudAttribute,
        to values: [[UInt8]],
        of id: TenantObjectID
    ) async throws -> CloudAttribute.Outcome {
        try await change { writing, _, _ in
            guard let before = try writing.object(id), before.deletedSince == nil else { return .missing }
            guard let number = writing.table.identifier(for: attribute.name) else { return .full }
            func held(_ object: TenantObject) -> [[UInt8]] { object.entry.values(of: number).map { Array($0) } }
            var packer = EntryPacker()
            var object = before
            object.entry = before.entry.replacing(
                [(attribute.name, values)],
                named: before.entry.dn,
                writing.table,
                &packer
            )
            if object.details.isSeeded {
                var empty = Set(object.details.knownEmpty)
                if values.isEmpty { empty.insert(attribute.name) } else { empty.remove(attribute.name) }
                object.details.knownEmpty = empty.sorted()
            }
            // What is so already is no change that readers would have to see.
            if object != before { try writing.put(object, replacing: before) }
            return .done(before: held(before), after: held(object))
        }
    }
}
