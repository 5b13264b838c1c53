import TestSupport

/// A domain on a scripted server: what its root entry says, the forest's domains, its users page by page.
struct ScriptedDomain: Sendable {
    var name: String
    var forest: [String] = []
    /// The common names of users, page by page.
    var pages: [[String]] = []
    /// What the server does instead of sending a page of users; asked with the page's number, from 0.
    var instead: @Sendable (Int) -> [ScriptedStep]? = { _ in nil }

    func server() throws -> ScriptedServer { try ScriptedServer { steps($0) } }

    /// What it does for a request.
    func steps(_ request: ScriptedRequest) -> [ScriptedStep] {
        guard request.operation == .search else { return [.done()] }
        switch request.name {
        case "":
            let values = [
                ("defaultNamingContext", [name]), ("namingContexts", [name, "CN=Configuration,DC=a"]),
                ("configurationNamingContext", ["CN=Configuration,DC=a"]), ("rootDomainNamingContext", ["DC=a"]),
            ]
            return [.entry("", values), .done()]
        case "CN=Partitions,CN=Configuration,DC=a":
            let entries = forest.map { name in
                ScriptedStep.entry(
                    "CN=\(name.utf8.count),\(request.name)",
                    [("nCName", [name]), ("systemFlags", ["3"])]
                )
            }
            return entries + [.done()]
        case name:
            let place = Int(request.cookie?.first ?? 0)
            if let steps = instead(place) { return steps }
            let users = pages[place].map { user in
                let guid = String((user + "                ").prefix(16))
                let classes = ["top", "person", "organizationalPerson", "user"]
                return ScriptedStep.entry("CN=\(user),\(name)", [("objectClass", classes), ("objectGUID", [guid])])
            }
            return users + [.done(cookie: place + 1 < pages.count ? [UInt8(place + 1)] : [])]
        default: return [.done(32)]
        }
    }
}
