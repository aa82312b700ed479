import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import "./tabs.css";

export type TabPage = { readonly id: string; readonly label: string; readonly content: () => ReactNode };

/** Pages behind tabs; only the chosen one is made. */
export function Tabs({ label, pages }: { readonly label: string; readonly pages: readonly TabPage[] }) {
  return (
    <AriaTabs className="tabs">
      <TabList className="tab-list" aria-label={label}>
        {pages.map((page) => (
          <Tab key={page.id} id={page.id} className="tab">
            {page.label}
          </Tab>
        ))}
      </TabList>
      {pages.map((page) => (
        <TabPanel key={page.id} id={page.id} className="tab-panel">
          {page.content()}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
