import Diagnostics
import Directory
import Yams

extension ConfigurationReader {
    /// Which containers of a forest are read.
    mutating func filter(_ node: Node) -> ContainerSelection {
        var selection = ContainerSelection()
        switch text(node, "newContainers") {
        case nil, "read": break
        case "skip": selection.includesNew = false
        default: report("CFG028", "newContainers is read or skip", node["newContainers"])
        }
        for item in node["containers"].map({ list($0, "containers") }) ?? [] {
            check(item, ["dn", "id", "read"])
            guard let dn = text(item, "dn"), DistinguishedName(dn) != nil else {
                report("CFG029", "a container needs its distinguished name, dn", item)
                continue
            }
            let id = text(item, "id")
            if let id, ObjectGUID(id) == nil { report("CFG029", "the id of a container is its objectGUID", item["id"]) }
            guard let isRead = flag(item, "read") else {
                report("CFG029", "a container is read or not: read is true or false", item)
                continue
            }
            selection.containers.append(ContainerSelection.Container(id: id, dn: dn, isRead: isRead))
        }
        return selection
    }

    /// How people sign in to the tenant.
    mutating func signIn(_ node: Node) -> SignInConfiguration {
        var signIn = SignInConfiguration()
        check(node, ["method", "seamlessSSO", "federationService"])
        if let word = text(node, "method") {
            if let method = SignInMethod(rawValue: word) {
                signIn.method = method
            } else {
                let known = SignInMethod.allCases.map(\.rawValue).joined(separator: ", ")
                report("CFG030", "method is one of \(known)", node["method"])
            }
        }
        signIn.hasSeamlessSSO = flag(node, "seamlessSSO") ?? false
        signIn.federationService = text(node, "federationService")
        if signIn.method == .federation, signIn.federationService == nil {
            report("CFG030", "federation needs the name of the farm, federationService", node)
        }
        return signIn
    }
}
