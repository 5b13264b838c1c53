import Diagnostics
import Yams

extension ConfigurationReader {
    /// The tenant: a file, an address, or an address with the file of its token.
    mutating func readTenant(_ node: Node, into configuration: inout WorkspaceConfiguration) {
        if let url = node.scalar?.string {
            return readAddress(url, TenantAddress.defaultTokenFile, node, &configuration)
        }
        check(node, ["store", "url", "tokenFile"])
        guard let url = text(node, "url") else {
            if node["tokenFile"] != nil {
                report("CFG020", "tokenFile is for a tenant that has a url", node["tokenFile"])
            }
            configuration.tenantStore = text(node, "store") ?? configuration.tenantStore
            return
        }
        guard node["store"] == nil else {
            return report("CFG020", "the tenant is a store or a url, one of them", node["store"])
        }
        let tokenFile = text(node, "tokenFile") ?? TenantAddress.defaultTokenFile
        readAddress(url, tokenFile, node["url"] ?? node, &configuration)
    }

    private mutating func readAddress(
        _ url: String,
        _ tokenFile: String,
        _ node: Node,
        _ configuration: inout WorkspaceConfiguration
    ) {
        if let objection = TenantAddress.objection(to: url) { return report("CFG021", objection, node) }
        configuration.tenantAddress = TenantAddress(url: url, tokenFile: tokenFile)
    }
}
