import CloudTenant
import Directory
import SyncEngine

/// What there is to say of an object that no connector space has.
extension ExplanationContext {
    /// The tenant's object, where it is nowhere else, or the cloud is its master and nothing of it goes to the tenant.
    var alone: TenantObject? {
        let isOfCloud = subject.isOfCloud && subject.desired == nil && subject.exported == nil
        return (subject.isInTenantAlone || isOfCloud) && live == nil ? subject.tenant : nil
    }

    /// The objects that forests have of themselves.
    private var own: [ConnectorSpaceObject] { subject.members.filter { subject.copy(of: $0) == nil } }

    /// How it stands in forests, as sentences go on behind who it is: what of theirs it is joined with, and what rules make there.
    private var standings: [String] {
        own.map { "is joined with the \($0.objectClass) \($0.entry.dn) of \(name(of: $0))" } + copyText.standings
    }

    /// Why it is not imported; only what this workspace has sent is known to have been in a forest.
    var absence: Step {
        let standings = standings
        guard let object = alone else {
            if subject.isOfCloud {
                return step(.filter, .stops, "It comes from no forest: it is an object of the cloud.", standings)
            }
            // What rules have made may be all that is left of it.
            guard subject.metaverse != nil || subject.copies.isEmpty else {
                return step(.filter, .stops, "It is in no forest: rules made it in a simulated copy.", standings)
            }
            return step(.filter, .stops, "No connector space has it, since its object is no longer in its forest.")
        }
        if subject.isOfCloud {
            let origin = own.isEmpty ? "It comes from no forest: it" : "It"
            return step(
                .filter,
                .notice,
                "\(origin) is an object of the cloud, and an import from the tenant has brought it.",
                standings
            )
        }
        guard object.details.isSynchronized else {
            return step(.filter, .notice, "No connector space has it: it is an object of the cloud alone.")
        }
        guard object.deletedSince == nil else { return step(.filter, .notice, "No connector space has it any more.") }
        return step(
            .filter,
            .notice,
            "No connector space has it, and this workspace has not sent it: it comes from a seed or from another directory."
        )
    }

    /// How an object stands that the tenant alone has.
    func standing(_ object: TenantObject) -> String {
        if let since = object.deletedSince {
            return "\(label) is among the deleted of the tenant since \(since), and no connector space has it any more."
        }
        if subject.isOfCloud {
            let standings = standings
            return "\(label) is an object of the cloud"
                + (standings.isEmpty ? ", and in the metaverse; rules make nothing of it in a forest" : "")
                + standings.map { ", and \($0)" }.joined() + "."
        }
        guard object.details.isSynchronized else {
            return "\(label) is an object of the cloud alone: the tenant has it, and no connector space."
        }
        return "\(label) is in the tenant, and no connector space of this workspace has it."
    }

    /// Explains an attribute of an object that the tenant alone has.
    func explain(_ attribute: AttributeName, of object: TenantObject, _ notes: [String]) -> ObjectExplanation {
        let table = spaces.workspace.tenantTable
        let names = [attribute, TenantObject.attribute(named: attribute.spelling)]
        let name = names.first { !shown($0, of: object).isEmpty } ?? names[1]
        let values = shown(name, of: object)
        let value: String
        if case .unknown = object.value(of: name, table: table) {
            value = "not known, since the seed did not tell it"
        } else {
            value = values.isEmpty ? "empty" : ExplanationText.values(values, of: name)
        }
        let other = name == attribute ? "" : ", which is \(name) here,"
        return ObjectExplanation(
            label: label,
            attribute: attribute.spelling,
            sentence: "\(attribute) of \(label)\(other) is \(value), and no rule gives it. \(absence.sentence)",
            steps: [
                absence,
                step(
                    .tenant,
                    object.deletedSince == nil ? .passes : .notice,
                    object.deletedSince.map { "The tenant has it among the deleted, since \($0)." }
                        ?? "The tenant has it as \(object.objectClass) \(object.id).",
                    ["\(name) is \(value)"]
                ),
            ],
            notes: notes
        )
    }
}
