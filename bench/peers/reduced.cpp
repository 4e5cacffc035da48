// The reduced model of README.md in blocks that stay in the cache. One translation unit gives both precisions: -DREAL=double or -DREAL=float.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

using Real = REAL;

namespace {

constexpr int Block = 512;
constexpr int Variables = 12;
constexpr const char *Names[Variables] = {"age", "female", "egfr", "phosphate", "pth", "fgf23", "ppi", "osteogenic", "medial", "cac", "avc", "alive"};

struct Patients {
    alignas(64) Real age[Block], female[Block], egfr[Block], phosphate[Block], pth[Block], fgf23[Block], ppi[Block], osteogenic[Block], medial[Block],
        cac[Block], avc[Block], alive[Block];
};

struct Uniforms {
    alignas(64) Real u[4][Block];
};

// Sums of the living, their number last; squares only at the horizon.
struct Sums {
    double sum[2][Variables] = {}, square[2][Variables] = {};
};

using Table = std::vector<Sums>;

void draw(Uniforms &out, uint64_t first, uint32_t year) {
    for (int i = 0; i < Block; i++) {
        uint32_t c0 = uint32_t(first) + uint32_t(i), c1 = uint32_t(first >> 32), c2 = year, c3 = 1, k0 = 1, k1 = 0;
#pragma GCC unroll 10
        for (int round = 0; round < 10; round++) {
            const uint64_t p0 = uint64_t(c0) * 0xD2511F53u, p1 = uint64_t(c2) * 0xCD9E8D57u;
            c0 = uint32_t(p1 >> 32) ^ c1 ^ k0;
            c1 = uint32_t(p1);
            c2 = uint32_t(p0 >> 32) ^ c3 ^ k1;
            c3 = uint32_t(p0);
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        const uint32_t words[4] = {c0, c1, c2, c3};
        for (int w = 0; w < 4; w++) {
            out.u[w][i] = (Real(int32_t(words[w] >> 9)) + Real(0.5)) * Real(1.0 / (1 << 23));
        }
    }
}

void begin(Patients &p, const Uniforms &r) {
    for (int i = 0; i < Block; i++) {
        p.age[i] = 40 + std::floor(40 * r.u[0][i]);
        p.female[i] = r.u[1][i] < Real(0.5) ? 1 : 0;
        p.egfr[i] = (130 - p.age[i]) * (Real(0.7) + Real(0.6) * r.u[2][i]);
        p.phosphate[i] = Real(1.1);
        p.pth[i] = 40;
        p.fgf23[i] = 60;
        p.ppi[i] = Real(2.5);
        p.osteogenic[i] = Real(0.02);
        p.medial[i] = Real(0.05);
        p.cac[i] = p.avc[i] = 0;
        p.alive[i] = 1;
    }
}

inline Real logistic(Real x) { return 1 / (1 + std::exp(-x)); }

void advance(Patients &__restrict p, const Uniforms &__restrict r) {
#pragma omp simd
    for (int i = 0; i < Block; i++) {
        const Real alive = p.alive[i], age = p.age[i];
        const bool lives = alive != 0;
        const Real egfr = std::max(Real(5), p.egfr[i] - std::exp(Real(1.6) * (r.u[0][i] - Real(0.5))));
        const Real g = std::log(egfr * Real(0.01));
        const Real phosphate = Real(1.05) + Real(0.9) * logistic((20 - egfr) * Real(1.0 / 6));
        const Real fgf23 = 60 * std::exp(Real(0.5) * (phosphate - Real(1.1)) - Real(0.9) * g);
        const Real pth = 40 * std::exp(Real(0.4) * (phosphate - Real(1.1)) - Real(0.7) * g);
        const Real drive = std::log(phosphate * Real(1 / 1.1));
        const Real before = p.osteogenic[i];
        const Real osteogenic = before + Real(0.2) * (logistic(8 * drive + Real(0.03) * (age - 60) - 3) - before);
        const Real ppi = Real(2.5) / (1 + Real(1.5) * osteogenic);
        const Real medial = p.medial[i] + Real(0.01) * (4 * osteogenic + Real(0.1)) * std::exp(Real(-0.5) * (ppi - Real(2.5)));
        const Real cac = p.cac[i] * std::exp(Real(0.08) * (1 + drive) + Real(0.05) * osteogenic) + (r.u[1][i] < Real(0.04) ? 5 + 10 * medial : Real(0));
        const Real avc = p.avc[i] * (Real(1.08) + Real(0.05) * osteogenic) + (r.u[2][i] < Real(0.01) + Real(0.02) * osteogenic ? Real(8) : Real(0));
        const Real hazard = std::exp(Real(0.09) * age - Real(10.2) - Real(0.3) * p.female[i] + Real(0.003) * (100 - egfr)
            + Real(0.0005) * std::min(cac, Real(1000)));
        // Not &&: a branch would keep the compiler from vectorising the loop.
        const bool survives = lives & (r.u[3][i] >= hazard);
        p.egfr[i] = lives ? egfr : p.egfr[i];
        p.phosphate[i] = lives ? phosphate : p.phosphate[i];
        p.fgf23[i] = lives ? fgf23 : p.fgf23[i];
        p.pth[i] = lives ? pth : p.pth[i];
        p.osteogenic[i] = lives ? osteogenic : before;
        p.ppi[i] = lives ? ppi : p.ppi[i];
        p.medial[i] = lives ? medial : p.medial[i];
        p.cac[i] = lives ? cac : p.cac[i];
        p.avc[i] = lives ? avc : p.avc[i];
        p.alive[i] = survives ? Real(1) : Real(0);
        p.age[i] = age + (survives ? Real(1) : Real(0));
    }
}

void fold(const Patients &p, Sums &sums, bool squares) {
    const Real *columns[Variables] = {p.age, p.female, p.egfr, p.phosphate, p.pth, p.fgf23, p.ppi, p.osteogenic, p.medial, p.cac, p.avc, p.alive};
    for (int v = 0; v < Variables; v++) {
        const Real *x = columns[v];
        Real all = 0, women = 0;
        for (int i = 0; i < Block; i++) {
            all += p.alive[i] * x[i];
            women += p.alive[i] * p.female[i] * x[i];
        }
        sums.sum[0][v] += double(all) - double(women);
        sums.sum[1][v] += women;
        for (int i = 0; squares && i < Block; i++) {
            sums.square[int(p.female[i])][v] += double(p.alive[i]) * x[i] * x[i];
        }
    }
}

void simulate(Table &table, uint64_t first, uint64_t blocks, int years) {
    Patients p;
    Uniforms r;
    for (uint64_t b = 0; b < blocks; b++) {
        draw(r, first + b * Block, 0);
        begin(p, r);
        for (int year = 1; year <= years; year++) {
            draw(r, first + b * Block, uint32_t(year));
            advance(p, r);
            fold(p, table[size_t(year)], year == years);
        }
    }
}

}

int main(int, char **args) {
    const uint64_t blocks = (std::strtoull(args[1], nullptr, 10) + Block - 1) / Block;
    const int years = std::atoi(args[2]), threads = std::atoi(args[3]);
    const auto start = std::chrono::steady_clock::now();
    std::vector<Table> tables(size_t(threads), Table(size_t(years) + 1));
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; t++) {
        const uint64_t from = blocks * uint64_t(t) / uint64_t(threads), to = blocks * uint64_t(t + 1) / uint64_t(threads);
        workers.emplace_back(simulate, std::ref(tables[size_t(t)]), from * Block, to - from, years);
    }
    for (auto &worker : workers) {
        worker.join();
    }
    Sums last;
    for (const auto &table : tables) {
        for (int s = 0; s < 2; s++) {
            for (int v = 0; v < Variables; v++) {
                last.sum[s][v] += table.back().sum[s][v];
                last.square[s][v] += table.back().square[s][v];
            }
        }
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("{\"seconds\": %.6f, \"patients\": %llu, \"strata\": [", seconds.count(), (unsigned long long)(blocks * Block));
    for (int s = 0; s < 2; s++) {
        const double n = last.sum[s][Variables - 1];
        std::printf("%s{\"living\": %.0f", s ? ", " : "", n);
        for (int v = 0; v < Variables - 1; v++) {
            const double mean = last.sum[s][v] / n;
            std::printf(", \"%s\": [%.9g, %.9g]", Names[v], mean, std::sqrt(std::max(last.square[s][v] / n - mean * mean, 0.0)));
        }
        std::printf("}");
    }
    std::printf("]}\n");
}
