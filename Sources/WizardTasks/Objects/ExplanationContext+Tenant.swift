import CloudTenant
import Connectors
import Directory
import SyncEngine

/// What the tenant makes of what it was sent, or has of its own.
extension ExplanationContext {
    typealias Step = ObjectExplanation.Step

    /// The tenant's object, where it is there and not among the deleted.
    var present: TenantObject? { subject.tenant.flatMap { $0.deletedSince == nil ? $0 : nil } }

    /// Whether the tenant could not be asked.
    var isTenantSilent: Bool { spaces.workspace.tenantSilence != nil }

    /// What the tenant makes of the object.
    func tenant(_ verdict: TenantForecast) -> Step {
        let left = subject.leaving.keys.sorted().compactMap { leaving($0) }
        let known = (present.map { told($0) } ?? []) + left
        if let rehearsal = verdict.rehearsal {
            if let refusal = rehearsal.refusal {
                return step(.tenant, .stops, "The tenant would refuse the change that waits: \(refusal)", known)
            }
            if !rehearsal.keptBack.isEmpty {
                return step(
                    .tenant,
                    .notice,
                    "The tenant would take the change and keep values back.",
                    rehearsal.keptBack + known
                )
            }
        }
        guard known.count == left.count else {
            return step(.tenant, .notice, "The tenant does not show all values as they were sent.", known)
        }
        guard left.isEmpty else {
            return step(.tenant, .notice, "The tenant has values beside those that it was sent.", left)
        }
        return presence(verdict)
    }

    /// What the tenant makes of one attribute.
    func tenant(_ verdict: TenantForecast, of name: AttributeName) -> Step {
        if let change = subject.pending(table), let rehearsal = verdict.rehearsal,
            change.operation != .update || change.changed(in: table).contains(name)
        {
            guard rehearsal.refusal == nil else { return tenant(verdict) }
            let kept = rehearsal.keptBack.filter { $0.hasPrefix("\(name) ") }
            if let first = kept.first { return step(.tenant, .notice, first, Array(kept.dropFirst())) }
        }
        guard let object = present else { return presence(verdict) }
        if let sentence = leaving(name) { return step(.tenant, .notice, sentence) }
        let errors = object.details.errors.filter { $0.attribute == name }
        let sent = object.details.shadows.first { $0.attribute == name }?.values ?? []
        let shown = shown(name, of: object)
        if let first = errors.first {
            let values = errors.map { "\"\($0.value)\"" }.joined(separator: ", ")
            let holders = errors.count == 1 ? "another object has it" : "other objects have them"
            let instead = instead(name, of: object)
            // Some of several values may be there all the same.
            return step(
                .tenant,
                shown.contains { sent.contains($0) } ? .notice : .stops,
                "The tenant keeps \(name) \(values) back since \(first.since): \(holders)."
                    + (instead.isEmpty
                        ? "" : " It shows \(ExplanationText.values(instead, of: name)) in its place.")
            )
        }
        guard sent.isEmpty else {
            return step(
                .tenant,
                .notice,
                "It was sent as \(ExplanationText.values(sent, of: name)), and the tenant shows "
                    + "\(ExplanationText.values(shown, of: name))."
            )
        }
        return presence(verdict)
    }

    /// That the tenant has values of an attribute that are to be emptied; nothing where it has none.
    func leaving(_ name: AttributeName) -> String? {
        subject.leaving[name].map { values in
            "The tenant still has \(name) \(ExplanationText.values(values, of: name)), for which rules give nothing: it is to be "
                + "emptied once an import has shown it."
        }
    }

    /// Whether the tenant has it.
    private func presence(_ verdict: TenantForecast) -> Step {
        guard let object = subject.tenant else {
            guard !isTenantSilent else {
                return step(.tenant, .notice, "What the tenant makes of it is not known, since it could not be asked.")
            }
            guard verdict.rehearsal != nil else { return step(.tenant, .stops, "The tenant does not have it.") }
            return step(.tenant, .passes, "The tenant does not have it yet, and would take it.")
        }
        guard let since = object.deletedSince else {
            return step(.tenant, .passes, "The tenant has it as \(object.objectClass) \(object.id).")
        }
        guard verdict.rehearsal?.effect == TenantAcceptance.Effect.restored.rawValue else {
            return step(.tenant, .stops, "The tenant has it among the deleted, since \(since).")
        }
        return step(.tenant, .passes, "The tenant has it among the deleted, since \(since), and would restore it.")
    }

    /// What the tenant does with values of its object, as it goes on behind "which"; nothing where it shows all as they were
    /// sent.
    var deviation: String? {
        guard let details = present?.details else { return nil }
        let kept = Set(details.errors.map(\.attribute))
        let otherwise = Set(details.shadows.map(\.attribute)).subtracting(kept)
        var parts: [String] = []
        if !kept.isEmpty {
            parts.append("keeps back values of \(Self.list(kept)), since other objects have them")
        }
        if !otherwise.isEmpty { parts.append("shows \(Self.list(otherwise)) otherwise than it was sent") }
        if !subject.leaving.isEmpty {
            let names = Self.list(Set(subject.leaving.keys))
            parts.append("still has values of \(names) that are to be emptied, since rules give nothing for them")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", and ")
    }

    private static func list(_ names: Set<AttributeName>) -> String {
        let names = names.sorted().map(\.spelling)
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Every value that is kept back or shown otherwise, each once.
    private func told(_ object: TenantObject) -> [String] {
        let errors = object.details.errors
        let kept = errors.map { error in
            let instead = instead(error.attribute, of: object)
            let shown =
                instead.isEmpty ? "" : "; the tenant shows \(ExplanationText.values(instead, of: error.attribute))"
            return
                "\(error.attribute) \"\(error.value)\" belongs to another object and is kept back since \(error.since)"
                + shown
        }
        let otherwise = object.details.shadows.filter { shadow in
            !errors.contains { $0.attribute == shadow.attribute }
        }
        return kept
            + otherwise.map { shadow in
                let name = shadow.attribute
                return "\(name) was sent as \(ExplanationText.values(shadow.values, of: name)) and is shown as "
                    + ExplanationText.values(shown(name, of: object), of: name)
            }
    }

    /// What the tenant shows of an attribute.
    func shown(_ name: AttributeName, of object: TenantObject) -> [[UInt8]] {
        Entry(object.entry, table: spaces.workspace.tenantTable).bytes(name)
    }

    /// What the tenant shows of an attribute and was not sent.
    private func instead(_ name: AttributeName, of object: TenantObject) -> [[UInt8]] {
        guard let shadow = object.details.shadows.first(where: { $0.attribute == name }) else { return [] }
        return shown(name, of: object).filter { !shadow.values.contains($0) }
    }
}
