import Connectors
import Diagnostics
import Directory
import SyncEngine
import WizardTasks

/// The containers of a forest, and which of them are read.
struct ForestTreeReport: Report {
    struct Container: Encodable {
        let dn: String
        let id: String?
        let depth: Int
        let isRead: Bool
    }

    struct Domain: Encodable {
        let name: String
        let isRead: Bool
        let failure: String?
        let containers: [Container]
    }

    static let kind = "customize.tree"
    let result: [Domain]
    private let includesNew: Bool

    init(_ tree: ForestTree, _ forest: ForestConfiguration) {
        let scope = forest.filter.scope
        includesNew = forest.filter.includesNew
        result = tree.domains.map { domain in
            let base = DistinguishedName(domain.domain)?.components.count ?? 0
            return Domain(
                name: domain.dnsName,
                isRead: !domain.isExcluded,
                failure: domain.failure,
                containers: domain.containers.map { container in
                    Container(
                        dn: container.dn,
                        id: container.id,
                        depth: (DistinguishedName(container.dn)?.components.count ?? base) - base,
                        isRead: !domain.isExcluded && scope.includes(contentsOf: container.dn)
                    )
                }
            )
        }
    }

    func text(_ style: Style) -> String {
        let domains = result.map { domain -> String in
            if let failure = domain.failure {
                return style.strong(domain.name) + "  " + style.bad("cannot be read") + "\n  "
                    + Terminal.visible(failure)
            }
            let lines = domain.containers.map { one in
                let name = one.depth == 0 ? one.dn : one.dn.prefix { $0 != "," }.description
                let blanks = String(repeating: "  ", count: max(one.depth, 0))
                return "\(one.isRead ? "[x]" : "[ ]") \(blanks)\(Terminal.visible(name))"
            }
            return ([style.strong(domain.name) + (domain.isRead ? "" : "  not read")] + lines).joined(separator: "\n")
        }
        let new = "Organizational units that are made later are \(includesNew ? "read" : "not read")."
        return (domains + [new]).joined(separator: "\n\n")
    }
}
