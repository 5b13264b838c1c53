import CloudTenant
import Directory

/// Sets an attribute of the tenant that the cloud is the master of, as Exchange Online or a person would.
public struct SetCloudAttribute: Sendable {
    /// What was set.
    public struct Outcome: Sendable, Hashable, Codable {
        /// The object's identity in the tenant.
        public let id: String
        /// Its class.
        public let objectClass: String
        /// Its source anchor.
        public let anchor: String?
        /// Who it is.
        public let label: String
        /// Whether it is synchronized; otherwise the cloud is its master, and no import reads it.
        public let isSynchronized: Bool
        /// The attribute.
        public let attribute: String
        /// The values that it had.
        public let before: [String]
        /// The values that it has.
        public let after: [String]
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Sets an attribute of the object that is called so; without values it is emptied.
    public func run(_ text: String, _ attribute: String, to values: [String]) async throws -> Outcome {
        let tenant = try workspace.tenant
        let wanted = CloudAttribute.named(AttributeName(attribute))
        var mistakes = Self.mistakes(wanted, attribute, values)
        let object: TenantObject
        do {
            object = try await find(text, in: tenant)
        } catch let error as TaskError where !mistakes.isEmpty {
            throw Self.error([error.description] + mistakes)
        }
        if let wanted, !wanted.classes.contains(object.objectClass) {
            mistakes.append("A \(object.objectClass) has no \(wanted.name). \(Self.settable(object.objectClass))")
        }
        guard mistakes.isEmpty, let wanted else { throw Self.error(mistakes) }
        switch try await tenant.set(wanted, to: values.compactMap { wanted.bytes(of: $0) }, of: object.id) {
        case .done(let before, let after):
            return Outcome(
                id: "\(object.id)",
                objectClass: object.objectClass.spelling,
                anchor: object.anchor,
                label: Self.label(object, tenant.store.table),
                isSynchronized: object.details.isSynchronized,
                attribute: wanted.name.spelling,
                before: before.map { wanted.text(of: $0) },
                after: after.map { wanted.text(of: $0) }
            )
        case .missing: throw TaskError(.unknownObject, "\"\(text)\" has gone from the tenant in this moment.")
        case .full:
            throw TaskError(
                .tenant,
                "The tenant knows as many attributes as it can, and \(wanted.name) is none of them."
            )
        }
    }

    // MARK: Mistakes

    private static func error(_ mistakes: [String]) -> TaskError {
        TaskError(.tenant, mistakes.joined(separator: "\n"))
    }

    /// What is wrong with an attribute and its values, whoever the object is.
    private static func mistakes(_ wanted: CloudAttribute?, _ attribute: String, _ values: [String]) -> [String] {
        guard let wanted else {
            return [
                "\"\(attribute)\" is not set in the tenant. \(settable(nil)) All else comes from the forests, or is the "
                    + "tenant's own."
            ]
        }
        var mistakes = values.compactMap { wanted.objection(to: $0) }.map { $0 + "." }
        if values.count > 1, !wanted.isMultiValued {
            mistakes.append("\(wanted.name) has one value, and these are \(values.count).")
        }
        return mistakes
    }

    /// Says what can be set, of objects of one class or of any.
    private static func settable(_ objectClass: AttributeName?) -> String {
        let names = CloudAttribute.all.filter { one in objectClass.map { one.classes.contains($0) } ?? true }
            .map(\.name.spelling)
        return "The cloud is the master of \(names.joined(separator: ", "))."
    }

    // MARK: The object

    private func find(_ text: String, in tenant: Tenant) async throws -> TenantObject {
        let found = try await tenant.find(ObjectName(text).question)
        guard let object = found.first else {
            throw TaskError(
                .unknownObject,
                "The tenant has no object that is called \"\(text)\". Name it by its principal name, an address, its source "
                    + "anchor or its identity; `dryad tenant objects` lists them."
            )
        }
        guard found.count == 1 else { throw Self.ambiguous(text, found, tenant.store.table) }
        guard object.deletedSince == nil else {
            throw TaskError(
                .tenant,
                "\"\(text)\" is deleted in the tenant: nothing of it is set before it is restored."
            )
        }
        return object
    }

    private static func ambiguous(_ text: String, _ found: [TenantObject], _ table: AttributeTable) -> TaskError {
        let lines = found.prefix(10).map { "  \($0.objectClass)  \(label($0, table))  \($0.id)" }
        let more = found.count > 10 ? "\n  … and \(found.count - 10) more" : ""
        return TaskError(
            .ambiguousObject,
            "\"\(text)\" means \(found.count) objects of the tenant. Name one by its identity:\n"
                + lines.joined(separator: "\n") + more
        )
    }

    private static func label(_ object: TenantObject, _ table: AttributeTable) -> String {
        let entry = Entry(object.entry, table: table)
        return TenantDescription.labels.lazy.compactMap { entry.text($0) }.first { !$0.isEmpty } ?? ""
    }
}
