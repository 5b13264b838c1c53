/// Which change meets which fault; changes are counted from 1 as they are offered, repeated ones anew.
public struct TenantFaultPlan: Sendable, Hashable {
    private let faults: [Int: TenantFault]
    private var offered = 0

    /// A plan without faults.
    public static let none = TenantFaultPlan([:])

    /// Plans faults by the number of the change that they hit.
    public init(_ faults: [Int: TenantFault]) { self.faults = faults }

    /// The first fault that hits one of the next changes, and at which of them; these count as offered then.
    mutating func next(_ count: Int) -> (fault: TenantFault, place: Int)? {
        defer { offered += count }
        guard !faults.isEmpty else { return nil }
        for place in 0..<count {
            if let fault = faults[offered + place + 1] { return (fault, place) }
        }
        return nil
    }
}
