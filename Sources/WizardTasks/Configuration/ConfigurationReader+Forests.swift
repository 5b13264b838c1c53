import Diagnostics
import Directory
import SyncRules
import Yams

extension ConfigurationReader {
    /// One forest; nothing, and what is wrong reported, where it is none.
    mutating func forest(_ node: Node) -> ForestConfiguration? {
        check(
            node,
            [
                "name", "id", "ordinal", "url", "ldif", "startTLS", "bind", "passwordFile", "passwordEnvironment",
                "passwordDescriptor", "keytab", "ticketCache", "mechanism", "clientCertificate", "clientKey",
                "caFile", "insecurePlaintext", "servers", "discover", "domains", "excludeDomains", "groupFilter",
                "newContainers",
                "containers",
            ]
        )
        guard let name = text(node, "name"), let identifier = text(node, "id"), ObjectGUID(identifier) != nil,
            let ordinal = node["ordinal"]?.int, ordinal > 0
        else {
            report("CFG008", "a forest needs a name, an id (a GUID) and an ordinal (1 or more)", node)
            return nil
        }
        if let reason = ForestConfiguration.objection(to: name) { report("CFG013", reason, node["name"] ?? node) }
        let source: ForestConfiguration.Source
        switch (text(node, "url"), text(node, "ldif")) {
        case (let url?, nil):
            checkURL(url, node["url"])
            var server = ForestConfiguration.Server(url: url)
            server.startsTLS = flag(node, "startTLS") ?? false
            server.bindName = text(node, "bind")
            server.password =
                text(node, "passwordFile").map { .file($0) }
                ?? text(node, "passwordEnvironment").map { .variable($0) }
                ?? node["passwordDescriptor"]?.int.flatMap { Int32(exactly: $0) }.map { .descriptor($0) }
            server.kerberos = kerberos(node)
            server.clientCertificate = clientCertificate(node)
            server.certificateAuthorityFile = text(node, "caFile")
            server.allowsPlaintext = flag(node, "insecurePlaintext") ?? false
            readDomains(node, into: &server)
            source = .server(server)
        case (nil, let file?):
            for key in ["servers", "discover", "domains"] where node[key] != nil {
                report("CFG017", "\(key) is for a forest that is read from a url", node[key])
            }
            source = .file(file)
        default:
            report("CFG010", "a forest is read from a url or from an ldif file, one of them", node)
            return nil
        }
        var forest = ForestConfiguration(
            name: name,
            connector: ConnectorID(identifier),
            ordinal: ordinal,
            source: source
        )
        forest.excludedDomains = excludedDomains(node)
        forest.filter = filter(node)
        forest.groupFilter = text(node, "groupFilter")
        if let group = forest.groupFilter, DistinguishedName(group) == nil {
            report("CFG027", "groupFilter is the distinguished name of a group", node["groupFilter"])
        }
        return forest
    }

    /// Where a forest of several servers or domains is read.
    private mutating func readDomains(_ node: Node, into server: inout ForestConfiguration.Server) {
        for item in node["servers"].map({ list($0, "servers") }) ?? [] {
            guard let url = item.string, checkURL(url, item) else { continue }
            server.others.append(url)
        }
        if let discover = node["discover"] {
            server.discoveryDomain = domain(discover, "discover")
            if LDAPURL(server.url)?.scheme == .ldapi {
                report("CFG019", "servers cannot be discovered where the url is a local socket", discover)
            }
        }
        if let domains = node["domains"] {
            guard let pairs = domains.mapping else {
                return report("CFG015", "domains are DNS names, each with the URL of its server", domains)
            }
            for (key, value) in pairs {
                guard let name = domain(key, "a domain") else { continue }
                guard let url = value.string, checkURL(url, value) else { continue }
                if server.domainServers.updateValue(url, forKey: name) != nil {
                    report("CFG016", "a key stands twice: \(name)", key)
                }
            }
        }
    }

    /// The domains that are not read.
    private mutating func excludedDomains(_ node: Node) -> [String] {
        var names: [String] = []
        for item in node["excludeDomains"].map({ list($0, "excludeDomains") }) ?? [] {
            if let name = domain(item, "excludeDomains") { names.append(name) }
        }
        return names
    }

    /// A DNS name in small letters; reported where it is none.
    private mutating func domain(_ node: Node, _ what: String) -> String? {
        let name = ASCII.lowercased(node.string ?? "")
        guard ForestConfiguration.isDomain(name) else {
            report("CFG018", "\(what) is a DNS name, such as corp.example", node)
            return nil
        }
        return name
    }

    @discardableResult
    private mutating func checkURL(_ url: String, _ node: Node?) -> Bool {
        let isURL = LDAPURL(url) != nil
        if !isURL { report("CFG009", "\(url) is not an LDAP URL", node) }
        return isURL
    }
}
