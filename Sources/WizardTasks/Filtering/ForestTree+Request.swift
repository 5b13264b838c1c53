import Connectors
import Directory
import SyncEngine

extension ForestTree {
    /// The request that leads to exactly these containers being read, with as few words as possible.
    ///
    /// A container is named only where what is above it says otherwise; what is named already and still right stays.
    public func request(
        _ forest: ForestConfiguration,
        read: Set<String>,
        includesNew: Bool?,
        domains chosen: [String]? = nil
    ) -> FilterRequest {
        let wanted = Set(read.map { DistinguishedName($0)?.normalized ?? $0 })
        var selection = renamed(forest.filter)
        var (reads, skips): ([String], [String]) = ([], [])
        for domain in domains where domain.failure == nil && (chosen?.contains(domain.dnsName) ?? !domain.isExcluded) {
            // From the top down: what is said of a container holds for those below it.
            for container in domain.containers {
                let isWanted = wanted.contains(DistinguishedName(container.dn)?.normalized ?? container.dn)
                guard selection.scope.includes(contentsOf: container.dn) != isWanted else { continue }
                selection.set(container, isRead: isWanted)
                if isWanted { reads.append(container.dn) } else { skips.append(container.dn) }
            }
        }
        let known = domains.filter { $0.failure == nil }
        return FilterRequest(
            forest: forest.name,
            read: reads,
            skip: skips,
            includesNew: includesNew == forest.filter.includesNew ? nil : includesNew,
            readDomains: known.filter { $0.isExcluded && chosen?.contains($0.dnsName) == true }.map(\.dnsName),
            skipDomains: known.filter { !$0.isExcluded && chosen?.contains($0.dnsName) == false }.map(\.dnsName)
        )
    }
}
